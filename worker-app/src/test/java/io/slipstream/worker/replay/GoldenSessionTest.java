package io.slipstream.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.outcome.Outcome;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.worker.session.SessionCursor;
import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A session of the demo of 2026-11-23, 24,599 events in two minutes, replayed: whatever is changed about the engine without meaning
 * to change what it decides, fills and holds has to give these hashes on every machine. Whoever means to change that records
 * another one: {@code ./slipstream demo --fresh --for 100s}, then the segment below {@code var/tape/engine} and the figures that
 * {@code ./slipstream replay} prints.
 */
class GoldenSessionTest {

    private static final String HASH = "ae3a1ac703b648718e2132f95336a946459ae0b5c6edce7f33c2f5cc32b78fda";
    private static final String HASH_OF_THE_SECOND_MINUTE = "74bbc68f4f428a3c";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    @Test
    void comesToWhatItCameToThen() throws Exception {
        Proof proof = proof(ALL);
        assertThat(proof.events()).isEqualTo(24_599);
        assertThat(proof.byTape().now().firstDifference(proof.byTape().then())).isNull();
        assertThat(proof.holds()).isTrue();
        assertThat(proof.replayed().hash()).isEqualTo(HASH);
    }

    /** Trap: a replay stamps events with its own clock. Two replays say the same of everything, to the nanosecond. */
    @Test
    void saysTheSameEveryTime() throws Exception {
        List<Effect.Fact> once = facts(Alteration.NONE);
        assertThat(facts(Alteration.NONE)).isEqualTo(once).hasSizeGreaterThan(2_000);
        assertThat(facts(Alteration.later(50_000_000))).isNotEqualTo(once);
    }

    @Test
    void looksAtAWindow() throws Exception {
        long minute = Instant.parse("2026-11-23T00:14:00Z").getEpochSecond();
        Proof proof = proof(new Window(minute * NANOS_PER_SECOND, (minute + 60) * NANOS_PER_SECOND));
        assertThat(proof.holds()).isTrue();
        assertThat(proof.replayed().minutes()).containsExactly(minute / 60);
        assertThat(proof.replayed().hash(minute / 60)).startsWith(HASH_OF_THE_SECOND_MINUTE);
    }

    /** One micro-dollar of one fee, and it is named. */
    @Test
    void showsTheFirstDifference() throws Exception {
        Proof proof = proof(ALL);
        Outcome other = new Outcome();
        List<OutcomeLine> lines = proof.replayed().lines();
        OutcomeLine fill = lines.stream()
                .filter(line -> line.kind() == OutcomeLine.Kind.FILLED)
                .findFirst()
                .orElseThrow();
        OutcomeLine changed =
                new OutcomeLine(fill.atMicros(), fill.kind(), fill.text().replace("fee ", "fee 1"));
        lines.forEach(line -> other.add(line.equals(fill) ? changed : line));
        Proof different = new Proof(
                proof.session(),
                proof.events(),
                proof.replayed(),
                new Proof.Comparison(proof.replayed(), other, 0),
                null,
                List.of());
        StringWriter text = new StringWriter();
        new ProofReport(new PrintWriter(text, true), different).print();
        assertThat(different.holds()).isFalse();
        assertThat(text.toString())
                .contains("DIFFERS", "the first difference to what was recorded:", fill.text(), changed.text())
                .contains("NOT the same");
    }

    /** What a copy made at the leaders' prices and at ours, with orders that take a second longer. */
    @Test
    void showsWhatWouldHaveBeen() throws Exception {
        ResultSummary was = summary(Alteration.NONE);
        ResultSummary later = summary(Alteration.later(NANOS_PER_SECOND));
        assertThat(was.copied()).isEqualTo(263);
        assertThat(was.profitMicros()).isEqualTo(-80_616_060);
        assertThat(later.fillRateBps()).isLessThan(was.fillRateBps());
    }

    private static Proof proof(Window window) throws Exception {
        Sessions sessions = sessions();
        Sessions.Glance glance = sessions.list().getFirst();
        return Proof.of(sessions, glance, window, Long.MAX_VALUE, null, silent(glance));
    }

    private static List<Effect.Fact> facts(Alteration alteration) throws Exception {
        List<Effect.Fact> facts = new ArrayList<>();
        Sessions sessions = sessions();
        try (SessionCursor cursor = sessions.read(sessions.list().getFirst())) {
            long _ = new SessionReplay(cursor, alteration, facts::add).run(Long.MAX_VALUE);
        }
        return facts;
    }

    private static ResultSummary summary(Alteration alteration) throws Exception {
        Sessions sessions = sessions();
        Sessions.Glance glance = sessions.list().getFirst();
        try (SessionCursor cursor = sessions.read(glance)) {
            return ResultSummary.of(CopyResults.of(cursor, alteration, ALL, Long.MAX_VALUE, silent(glance))
                    .results());
        }
    }

    private static Progress silent(Sessions.Glance glance) {
        return new Progress("golden", glance, new PrintWriter(new StringWriter()), () -> 0);
    }

    private static Sessions sessions() throws IOException {
        return Sessions.open(
                Path.of(Objects.requireNonNull(GoldenSessionTest.class.getResource("/golden"), "the golden session")
                        .getPath()));
    }
}
