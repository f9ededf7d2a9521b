package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the engine's facts. A list is one transaction: raw payload, fill, decision and cursor are stored together or not
 * at all, and storing the same list again changes nothing, so that a commit of unknown outcome can be repeated. Within it,
 * facts of one kind go out in batches; a fact that concerns rows of earlier ones first flushes those. One writer thread.
 */
public class Journal {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    /** What concerns a refused fill comes soon after it or not at all. */
    private static final int REFUSED_REMEMBERED = 100_000;

    private final FillWriter fills;
    private final FillStateWriter states;
    private final CursorWriter cursors;
    private final AttemptWriter attempts;
    private final AccountWriter account;
    private final BookHealthWriter books;
    private final CalibrationWriter calibration;
    private final Set<UUID> refused = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REFUSED_REMEMBERED;
        }
    });

    Journal(JdbcTemplate jdbc, JsonMapper json) {
        this.fills = new FillWriter(jdbc);
        this.states = new FillStateWriter(jdbc);
        this.cursors = new CursorWriter(jdbc);
        this.attempts = new AttemptWriter(jdbc, json);
        this.account = new AccountWriter(jdbc);
        this.books = new BookHealthWriter(jdbc);
        this.calibration = new CalibrationWriter(jdbc);
    }

    /**
     * Stores facts in their order.
     *
     * @param leaderIds id of every leader that the facts name
     * @return how many fills were refused because their chain identity belongs to another fill that is stored already;
     *     what concerns them is not stored either
     */
    @Transactional
    public int write(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
        Batch batch = new Batch(leaderIds);
        for (Effect.Fact fact : facts) {
            batch.add(fact);
        }
        batch.flush();
        cursors.move(batch.moved);
        return batch.refusedNow;
    }

    /** What waits to be written, by kind; written in the order in which the kinds refer to each other. */
    private final class Batch {
        private final Map<Address, UUID> leaderIds;
        private int refusedNow;
        private final List<Effect.FillObserved> observed = new ArrayList<>();
        private final List<Effect.AttemptDecided> decided = new ArrayList<>();
        private final List<Effect.AttemptPlaced> placed = new ArrayList<>();
        private final List<Effect.AttemptFilled> filled = new ArrayList<>();
        private final List<Effect.FillSettled> settled = new ArrayList<>();
        private final List<Effect.AttemptDone> done = new ArrayList<>();
        private final List<Effect.AttemptBounded> bounded = new ArrayList<>();
        private final List<Effect.CopyAttributed> attributed = new ArrayList<>();
        private final List<Effect.PositionChanged> positions = new ArrayList<>();
        private final List<Effect.EquityMeasured> equity = new ArrayList<>();
        private final List<Effect.LogRejected> rejected = new ArrayList<>();
        private final List<Effect.BooksMeasured> measured = new ArrayList<>();
        private final List<Effect.CalibrationMeasured> calibrated = new ArrayList<>();
        /** Kept to the end: nothing refers to cursors, and within a transaction only the farthest move counts. */
        private final List<Effect.CursorsMoved> moved = new ArrayList<>();

        Batch(Map<Address, UUID> leaderIds) {
            this.leaderIds = leaderIds;
        }

        void add(Effect.Fact fact) {
            switch (fact) {
                case Effect.FillObserved fill -> observed.add(fill);
                case Effect.AttemptDecided attempt -> decided.add(attempt);
                case Effect.AttemptPlaced attempt -> placed.add(attempt);
                case Effect.AttemptFilled fill -> filled.add(fill);
                case Effect.FillSettled fill -> settled.add(fill);
                case Effect.AttemptDone attempt -> done.add(attempt);
                case Effect.AttemptBounded attempt -> bounded.add(attempt);
                case Effect.CopyAttributed copy -> attributed.add(copy);
                case Effect.PositionChanged position -> positions.add(position);
                case Effect.EquityMeasured point -> equity.add(point);
                case Effect.LogRejected log -> rejected.add(log);
                case Effect.BooksMeasured account -> measured.add(account);
                case Effect.CalibrationMeasured report -> calibrated.add(report);
                case Effect.FeeAlarmChanged changed -> calibration.write(changed.alarm());
                case Effect.FillsRelocated relocated -> after(() -> states.relocate(relocated));
                case Effect.FillTimed timed -> after(() -> states.completeTime(timed));
                case Effect.FillPriced priced -> after(() -> states.price(priced));
                case Effect.FillInvalidated invalidated -> after(() -> states.invalidate(invalidated));
                case Effect.FillDisproved disproved -> after(() -> states.disprove(disproved));
                case Effect.FillsConfirmed confirmed -> after(() -> states.confirm(confirmed));
                case Effect.FillCompleted completed -> after(() -> states.complete(completed));
                case Effect.FillSeenByRow seen -> after(() -> states.seenByRow(seen));
                case Effect.OneSided oneSided -> {
                    if (!refused.contains(oneSided.fillId())) {
                        after(() -> states.oneSided(oneSided));
                    }
                }
                case Effect.CursorsMoved move -> moved.add(move);
                case Effect.RowsCursorMoved moved -> after(() -> cursors.moveRows(moved));
            }
        }

        /** What concerns rows of earlier facts is written after those. */
        private void after(Runnable change) {
            flush();
            change.run();
        }

        void flush() {
            Set<UUID> strangers = fills.insert(observed, leaderIds);
            if (!strangers.isEmpty()) {
                log.error(
                        "fills refused, their chain identity belongs to fills that are stored already: {}", strangers);
                refused.addAll(strangers);
                refusedNow += strangers.size();
            }
            attempts.decided(accepted(decided, attempt -> attempt.fill().id()));
            attempts.placed(accepted(placed, Effect.AttemptPlaced::attemptId));
            attempts.filled(accepted(filled, fill -> fill.fill().attemptId()));
            attempts.settled(accepted(settled, Effect.FillSettled::attemptId));
            attempts.done(accepted(done, Effect.AttemptDone::attemptId));
            attempts.bounded(accepted(bounded, Effect.AttemptBounded::attemptId));
            attempts.attributed(accepted(attributed, Effect.CopyAttributed::attemptId));
            account.positions(positions);
            account.equity(equity);
            states.rejected(rejected);
            books.write(measured);
            calibration.write(calibrated);
            observed.clear();
            decided.clear();
            placed.clear();
            filled.clear();
            settled.clear();
            done.clear();
            bounded.clear();
            attributed.clear();
            positions.clear();
            equity.clear();
            rejected.clear();
            measured.clear();
            calibrated.clear();
        }

        private <T> List<T> accepted(List<T> facts, Function<T, UUID> fillId) {
            return refused.isEmpty()
                    ? facts
                    : facts.stream()
                            .filter(fact -> !refused.contains(fillId.apply(fact)))
                            .toList();
        }
    }
}
