package io.slipstream.worker.replay;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.outcome.Outcome;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.core.outcome.OutcomeLines;
import io.slipstream.persistence.OutcomeStore;
import io.slipstream.worker.session.SessionCursor;
import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session replayed, held against what was taken down when it ran and against what is stored. Of a session that was killed the
 * last moments may have been taken down by nobody, or by one of tape and database and not by the other: there what is missing at
 * the very end is no difference.
 *
 * @param events how many the engine took
 * @param replayed what came of them now
 * @param byTape what was taken down when it ran
 * @param byDatabase what is stored; null where no database was asked
 * @param positions differences between the positions at the end and those in the database, one sentence each
 */
record Proof(
        Sessions.Glance session,
        long events,
        Outcome replayed,
        Comparison byTape,
        @Nullable Comparison byDatabase,
        List<String> positions) {

    /** The last second of a tape, and what a venue's answer takes that is stored under the moment that it tells of. */
    private static final long LAST_MOMENT_MICROS = 5_000_000L;

    /**
     * Two sides of a comparison.
     *
     * @param now as replayed, as far as the other side goes
     * @param then as kept
     * @param lost how many lines at the very end only one of them has
     */
    record Comparison(Outcome now, Outcome then, int lost) {

        /**
         * Compares.
         *
         * @param ended the session was ended in order: all that came of it is kept
         */
        static Comparison of(List<OutcomeLine> now, List<OutcomeLine> then, Window window, boolean ended) {
            List<OutcomeLine> keptNow = ended ? now : withoutLostEnd(now, new HashSet<>(then));
            List<OutcomeLine> keptThen =
                    ended || keptNow.size() < now.size() ? then : withoutAdvance(then, new HashSet<>(now));
            int lost = now.size() - keptNow.size() + then.size() - keptThen.size();
            return new Comparison(window.outcome(keptNow), window.outcome(keptThen), lost);
        }

        /** Up to the first line that was not kept, if none after it was: they are kept in the order in which they happen. */
        private static List<OutcomeLine> withoutLostEnd(List<OutcomeLine> now, Set<OutcomeLine> then) {
            int kept = 0;
            while (kept < now.size() && then.contains(now.get(kept))) {
                kept++;
            }
            boolean isTheEnd = now.subList(kept, now.size()).stream().noneMatch(then::contains);
            return isTheEnd ? now.subList(0, kept) : now;
        }

        /** The database may know of the last moment what the tape does not. */
        private static List<OutcomeLine> withoutAdvance(List<OutcomeLine> then, Set<OutcomeLine> now) {
            long last = now.stream().mapToLong(OutcomeLine::atMicros).max().orElse(Long.MIN_VALUE);
            return then.stream()
                    .filter(line -> now.contains(line) || line.atMicros() < last - LAST_MOMENT_MICROS)
                    .toList();
        }

        boolean holds() {
            return now.firstDifference(then) == null;
        }
    }

    /**
     * Replays a session.
     *
     * @param window moments that are compared
     * @param next when the session after it began, {@link Long#MAX_VALUE} if there is none
     * @param database what is stored, null to compare with the tape alone
     */
    static Proof of(
            Sessions sessions,
            Sessions.Glance glance,
            Window window,
            long next,
            @Nullable OutcomeStore database,
            Progress progress)
            throws IOException {
        Run run = new Run(window, progress);
        List<OutcomeLine> recorded = new ArrayList<>();
        long events;
        try (SessionCursor cursor = sessions.read(glance)) {
            events = new SessionReplay(cursor, Alteration.NONE, run).run(window.untilNanos());
            progress.done(events);
            cursor.skipToEnd();
            recorded.addAll(cursor.takeOutcome());
        }
        Outcome replayed = window.outcome(run.lines);
        Comparison byTape = Comparison.of(run.lines, recorded, window, glance.ended());
        if (database == null) {
            return new Proof(glance, events, replayed, byTape, null, List.of());
        }
        List<OutcomeLine> stored = database.lines(
                Math.max(window.fromMicros(), glance.fromNanos() / 1_000),
                Math.min(glance.ended() ? glance.toNanos() / 1_000 + 1 : next / 1_000, window.toMicros()));
        List<OutcomeLine> storable = run.lines.stream()
                .filter(line -> line.kind() != OutcomeLine.Kind.POSITION)
                .toList();
        boolean toTheEnd = glance.ended() && next == Long.MAX_VALUE && window.untilNanos() > glance.toNanos();
        return new Proof(
                glance,
                events,
                replayed,
                byTape,
                Comparison.of(storable, stored, window, glance.ended()),
                toTheEnd ? differing(run.held, database.positions()) : List.of());
    }

    /** Whether everything is as it was. */
    boolean holds() {
        return session.hole() == null
                && byTape.holds()
                && (byDatabase == null || byDatabase.holds())
                && positions.isEmpty();
    }

    private static List<String> differing(Map<String, String> held, List<OutcomeLine> stored) {
        List<String> differences = new ArrayList<>();
        for (OutcomeLine line : stored) {
            String replayed = held.get(tokenOf(line));
            if (replayed != null && !replayed.equals(line.text())) {
                differences.add("stored is %s, replayed was %s".formatted(line.text(), replayed));
            }
        }
        return differences;
    }

    private static String tokenOf(OutcomeLine position) {
        return position.text().substring(0, position.text().indexOf(' '));
    }

    /** What comes of a replay, in the order in which it happens. */
    private static final class Run implements SessionReplay.Follower {
        private final Window window;
        private final Progress progress;
        private final OutcomeLines facts = new OutcomeLines();
        private final List<OutcomeLine> lines = new ArrayList<>();
        /** By token, the last of its positions. */
        private final Map<String, String> held = new HashMap<>();

        Run(Window window, Progress progress) {
            this.window = window;
            this.progress = progress;
        }

        @Override
        public void onFact(Effect.Fact fact) {
            OutcomeLine line = facts.of(fact);
            if (line == null) {
                return;
            }
            if (line.kind() == OutcomeLine.Kind.POSITION) {
                held.put(tokenOf(line), line.text());
            }
            if (line.atMicros() >= window.fromMicros() && line.atMicros() < window.toMicros()) {
                lines.add(line);
            }
        }

        @Override
        public void onProgress(long events, long atNanos) {
            progress.at(events, atNanos);
        }
    }
}
