package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.market.TokenId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the engine's facts. A list is one transaction: raw payload, fill, decision and cursor are stored together or not
 * at all, and storing the same list again changes nothing, so that a commit of unknown outcome can be repeated. Within it,
 * facts of one kind go out in batches; a fact that concerns rows of earlier ones first flushes those. A fact that
 * PostgreSQL refuses goes into quarantine, and what depends on it follows it there. One writer thread.
 */
public class Journal {

    private final JdbcTemplate jdbc;
    private final QuarantineStore quarantine;
    private final FillWriter fills;
    private final FillStateWriter states;
    private final CursorWriter cursors;
    private final AttemptWriter attempts;
    private final AccountWriter account;
    private final BookHealthWriter books;
    private final CalibrationWriter calibration;
    private final InstantSource clock;
    private final Withheld withheld = new Withheld();

    @Autowired
    Journal(JdbcTemplate jdbc, JsonMapper json) {
        this(jdbc, json, InstantSource.system());
    }

    Journal(JdbcTemplate jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.quarantine = new QuarantineStore(jdbc);
        this.fills = new FillWriter(jdbc);
        this.states = new FillStateWriter(jdbc);
        this.cursors = new CursorWriter(jdbc);
        this.attempts = new AttemptWriter(jdbc, json);
        this.account = new AccountWriter(jdbc);
        this.books = new BookHealthWriter(jdbc);
        this.calibration = new CalibrationWriter(jdbc);
    }

    /**
     * Stores facts in their order, all or nothing; what depends on facts in quarantine goes there, too.
     *
     * @param leaderIds id of every leader that the facts name
     */
    @Transactional
    public void write(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
        Withheld draft = withheld.draft();
        store(facts, leaderIds, draft);
        afterCommit(draft);
    }

    /**
     * Stores facts in their order and puts those into quarantine that are refused, with what depends on them: halves and
     * halves again tell which. All of it is one transaction.
     *
     * @return what is in quarantine for the first time
     */
    @Transactional
    public List<QuarantinedFact> sift(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
        Withheld draft = withheld.draft();
        List<QuarantinedFact> alarms = new ArrayList<>();
        new Sieve(jdbc)
                .<Effect.Fact>store(
                        facts,
                        some -> {
                            Withheld part = draft.draft();
                            store(some, leaderIds, part);
                            part.commit();
                        },
                        (fact, why) -> alarms.addAll(withhold(fact, why, draft)));
        afterCommit(draft);
        return List.copyOf(alarms);
    }

    /** Puts a fact into quarantine; returns what is there for the first time. */
    @Transactional
    public List<QuarantinedFact> quarantine(Effect.Fact fact, WriteFailure why) {
        Withheld draft = withheld.draft();
        List<QuarantinedFact> alarms = withhold(fact, why, draft);
        afterCommit(draft);
        return alarms;
    }

    /** Whether PostgreSQL answers at all. */
    public boolean answers() {
        try {
            jdbc.execute("SELECT 1");
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private List<QuarantinedFact> withhold(Effect.Fact fact, WriteFailure why, Withheld draft) {
        QuarantinedFact refused = QuarantinedFact.refused(FactKey.kind(fact), FactKey.own(fact), why, fact);
        draft.refused(fact, new Withheld.Root(refused.identity(), tokenOf(fact)));
        return quarantine.keep(List.of(refused), clock.instant());
    }

    /** Whose position a fact changes, or those that depend on it do. */
    private @Nullable TokenId tokenOf(Effect.Fact fact) {
        return switch (fact) {
            case Effect.FillObserved observed -> observed.fill().tokenId();
            case Effect.AttemptDecided decided -> decided.fill().tokenId();
            case Effect.AttemptFilled filled -> tokenOfAttempt(filled.fill().attemptId());
            case Effect.FillSettled settled -> tokenOfAttempt(settled.attemptId());
            default -> null;
        };
    }

    private @Nullable TokenId tokenOfAttempt(UUID attemptId) {
        List<TokenId> tokens = jdbc.query(
                "SELECT token_id FROM execution_attempt WHERE leader_fill_id = ?",
                (row, _) -> TokenId.of(row.getBigDecimal(1).toBigIntegerExact()),
                attemptId);
        return tokens.isEmpty() ? null : tokens.getFirst();
    }

    private void store(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds, Withheld draft) {
        Batch batch = new Batch(leaderIds, draft);
        for (Effect.Fact fact : facts) {
            batch.add(fact);
        }
        batch.flush();
        cursors.move(batch.moved);
        quarantine.keep(batch.following, clock.instant());
    }

    /** Until then the transaction may come to nothing, and its facts come again. */
    private static void afterCommit(Withheld draft) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            draft.commit();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                draft.commit();
            }
        });
    }

    /** What waits to be written, by kind; written in the order in which the kinds refer to each other. */
    private final class Batch {
        private final Map<Address, UUID> leaderIds;
        private final Withheld withheld;
        private final List<QuarantinedFact> following = new ArrayList<>();
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

        Batch(Map<Address, UUID> leaderIds, Withheld withheld) {
            this.leaderIds = leaderIds;
            this.withheld = withheld;
        }

        void add(Effect.Fact fact) {
            if (withheld.isEmpty()) {
                put(fact);
                return;
            }
            Withheld.Root root = withheld.rootOf(fact);
            if (root != null) {
                follow(fact, root);
                return;
            }
            switch (fact) {
                case Effect.FillsConfirmed confirmed ->
                    split(confirmed.fillIds(), id -> id, Effect.FillsConfirmed::new);
                case Effect.FillsRelocated moved ->
                    split(moved.relocations(), Relocation::fillId, Effect.FillsRelocated::new);
                default -> put(fact);
            }
        }

        private void follow(Effect.Fact fact, Withheld.Root root) {
            withheld.follows(fact, root);
            following.add(QuarantinedFact.following(
                    root.identity(), FactKey.kind(fact), FactKey.amongDependents(fact), fact));
        }

        /** Of what concerns several fills, the part of each that is in quarantine follows it. */
        private <T> void split(List<T> of, Function<T, UUID> fillId, Function<List<T>, Effect.Fact> fact) {
            List<T> stored = new ArrayList<>();
            for (T each : of) {
                Withheld.Root root = withheld.fill(fillId.apply(each));
                if (root == null) {
                    stored.add(each);
                } else {
                    follow(fact.apply(List.of(each)), root);
                }
            }
            if (!stored.isEmpty()) {
                put(fact.apply(stored));
            }
        }

        private void put(Effect.Fact fact) {
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
                case Effect.OneSided oneSided -> after(() -> states.oneSided(oneSided));
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
                throw new DuplicateKeyException(
                        "the chain identity belongs to another fill that is stored: " + strangers);
            }
            attempts.decided(decided);
            attempts.placed(placed);
            attempts.filled(filled);
            attempts.settled(settled);
            attempts.done(done);
            attempts.bounded(bounded);
            attempts.attributed(attributed);
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
    }
}
