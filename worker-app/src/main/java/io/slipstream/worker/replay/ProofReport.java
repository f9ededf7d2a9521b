package io.slipstream.worker.replay;

import io.slipstream.core.outcome.Outcome;
import io.slipstream.core.outcome.OutcomeLine;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prints what a replay proved: a hash for each minute, and the first difference where there is one. */
final class ProofReport {

    private static final int SHOWN_OF_A_HASH = 16;
    private static final long SECONDS_PER_MINUTE = 60;

    private final PrintWriter out;
    private final Proof proof;

    ProofReport(PrintWriter out, Proof proof) {
        this.out = out;
        this.proof = proof;
    }

    void print() {
        out.printf(
                "session %s, %s to %s, %,d events, %s%n",
                proof.session().session(),
                SessionOptions.moment(proof.session().fromNanos()),
                SessionOptions.moment(proof.session().toNanos()),
                proof.session().events(),
                proof.session().ended() ? "ended in order" : "not ended: it runs, or was killed");
        String hole = proof.session().hole();
        if (hole != null) {
            out.printf("  it cannot be replayed to its end: %s%n", hole);
        }
        Proof.Comparison stored = proof.byDatabase();
        out.printf(
                "%-18s %9s %6s %6s  %-16s  %-9s %s%n",
                "minute", "decisions", "fills", "ends", "hash", "recorded", "stored");
        for (long minute : minutes()) {
            out.printf(
                    "%-18s %9d %6d %6d  %-16s  %-9s %s%n",
                    Instant.ofEpochSecond(minute * SECONDS_PER_MINUTE),
                    count(minute, OutcomeLine.Kind.DECIDED),
                    count(minute, OutcomeLine.Kind.FILLED),
                    count(minute, OutcomeLine.Kind.DONE),
                    proof.replayed().hash(minute).substring(0, SHOWN_OF_A_HASH),
                    word(proof.byTape(), minute),
                    stored == null ? "-" : word(stored, minute));
        }
        tell("recorded", proof.byTape());
        if (stored != null) {
            tell("stored", stored);
        }
        proof.positions().forEach(position -> out.println("a position differs: " + position));
        out.printf("hash of all: %s%n", proof.replayed().hash());
        out.println(proof.holds() ? "replayed: the same, line for line" : "replayed: NOT the same");
        out.flush();
    }

    private SortedSet<Long> minutes() {
        SortedSet<Long> minutes = new TreeSet<>(proof.replayed().minutes());
        minutes.addAll(proof.byTape().then().minutes());
        Proof.Comparison stored = proof.byDatabase();
        if (stored != null) {
            minutes.addAll(stored.then().minutes());
        }
        return minutes;
    }

    private long count(long minute, OutcomeLine.Kind kind) {
        return proof.replayed().lines(minute).stream()
                .filter(line -> line.kind() == kind)
                .count();
    }

    private void tell(String how, Proof.Comparison comparison) {
        if (comparison.lost() > 0) {
            out.printf(
                    "%d lines of its last moment are only replayed or only %s: it did not end in order%n",
                    comparison.lost(), how);
        }
        Outcome.Difference difference = comparison.now().firstDifference(comparison.then());
        if (difference != null) {
            out.printf("the first difference to what was %s:%n", how);
            out.printf("  replayed: %s%n", text(difference.here()));
            out.printf("  %s: %s%n", how, text(difference.there()));
        }
    }

    private static String text(@Nullable OutcomeLine line) {
        return line == null
                ? "nothing"
                : "%s %s %s".formatted(SessionOptions.moment(line.atMicros() * 1_000), line.kind(), line.text());
    }

    private static String word(Proof.Comparison comparison, long minute) {
        return comparison.now().hash(minute).equals(comparison.then().hash(minute)) ? "same" : "DIFFERS";
    }
}
