package io.slipstream.persistence;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.TokenId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in quarantine and what depends on it, for as long as this worker runs: the engine's memory holds what the database
 * refused, so the positions and the equity that it tells of are withheld from there on, until a restart goes on from what is
 * stored. A draft holds what a transaction adds, which counts once that is committed.
 */
final class Withheld {

    /** What concerns a refused fill comes soon after it or not at all. */
    private static final int REMEMBERED = 100_000;

    private final @Nullable Withheld before;
    private final Map<UUID, Root> fills = new Newest<>();
    private final Map<UUID, Root> attempts = new Newest<>();
    private final Map<String, Root> executions = new Newest<>();
    private final Map<TokenId, Root> tokens = new Newest<>();
    private @Nullable Root equity;

    Withheld() {
        this(null);
    }

    private Withheld(@Nullable Withheld before) {
        this.before = before;
    }

    /**
     * What was refused.
     *
     * @param tokenId whose position it changes, null if none
     */
    record Root(String identity, @Nullable TokenId tokenId) {}

    private static final class Newest<K> extends LinkedHashMap<K, Root> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Root> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** For one transaction, or a part of one. */
    Withheld draft() {
        return new Withheld(this);
    }

    /** What the draft holds counts. */
    void commit() {
        Withheld base = before;
        if (base == null) {
            return;
        }
        base.fills.putAll(fills);
        base.attempts.putAll(attempts);
        base.executions.putAll(executions);
        base.tokens.putAll(tokens);
        if (base.equity == null) {
            base.equity = equity;
        }
    }

    /** Nothing was refused yet. */
    boolean isEmpty() {
        return fills.isEmpty()
                && attempts.isEmpty()
                && executions.isEmpty()
                && tokens.isEmpty()
                && equity == null
                && (before == null || before.isEmpty());
    }

    /** What a fact depends on, null if it may be stored. */
    @Nullable
    Root rootOf(Effect.Fact fact) {
        return switch (fact) {
            case Effect.FillTimed timed -> fill(timed.fillId());
            case Effect.FillPriced priced -> fill(priced.fillId());
            case Effect.FillInvalidated gone -> fill(gone.fillId());
            case Effect.FillDisproved disproved -> fill(disproved.fillId());
            case Effect.FillCompleted completed -> fill(completed.fillId());
            case Effect.FillSeenByRow seen -> fill(seen.fillId());
            case Effect.OneSided oneSided -> fill(oneSided.fillId());
            case Effect.AttemptDecided decided -> fill(decided.fill().id());
            case Effect.AttemptPlaced placed -> attempt(placed.attemptId());
            case Effect.AttemptFilled filled -> attempt(filled.fill().attemptId());
            case Effect.FillSettled settled -> execution(settled);
            case Effect.AttemptDone done -> attempt(done.attemptId());
            case Effect.AttemptBounded bounded -> attempt(bounded.attemptId());
            case Effect.CopyAttributed copy -> attempt(copy.attemptId());
            case Effect.PositionChanged changed -> token(changed.position().tokenId());
            case Effect.EquityMeasured _ -> equity();
            case Effect.FillObserved _,
                    Effect.FillsRelocated _,
                    Effect.FillsConfirmed _,
                    Effect.LogRejected _,
                    Effect.CursorsMoved _,
                    Effect.RowsCursorMoved _,
                    Effect.BooksMeasured _,
                    Effect.CalibrationMeasured _,
                    Effect.FeeAlarmChanged _ -> null;
        };
    }

    /** Of everything that is told of a fill. */
    @Nullable
    Root fill(UUID fillId) {
        Root own = fills.get(fillId);
        return own != null || before == null ? own : before.fill(fillId);
    }

    private @Nullable Root attempt(UUID attemptId) {
        Root own = fill(attemptId);
        if (own != null) {
            return own;
        }
        own = attempts.get(attemptId);
        return own != null || before == null ? own : before.attempt(attemptId);
    }

    private @Nullable Root execution(Effect.FillSettled settled) {
        Root own = attempt(settled.attemptId());
        if (own != null) {
            return own;
        }
        own = executions.get(settled.attemptId() + "|" + settled.seq());
        return own != null || before == null ? own : before.execution(settled);
    }

    private @Nullable Root token(TokenId tokenId) {
        Root own = tokens.get(tokenId);
        return own != null || before == null ? own : before.token(tokenId);
    }

    private @Nullable Root equity() {
        return equity != null || before == null ? equity : before.equity();
    }

    /** A fact was refused: what depends on it is to follow it. */
    void refused(Effect.Fact fact, Root root) {
        switch (fact) {
            case Effect.FillObserved observed -> fills.put(observed.fill().id(), root);
            case Effect.AttemptDecided decided -> attempts.put(decided.fill().id(), root);
            case Effect.AttemptFilled filled ->
                executions.put(filled.fill().attemptId() + "|" + filled.fill().seq(), root);
            default -> {}
        }
        follows(fact, root);
    }

    /** A fact is not stored: what it did to the account is not, either. */
    void follows(Effect.Fact fact, Root root) {
        boolean moves = switch (fact) {
            case Effect.AttemptFilled filled -> filled.fill().settlement() != Settlement.FAILED;
            case Effect.FillSettled settled -> settled.outcome() == Settlement.FAILED;
            default -> false;
        };
        if (moves) {
            if (root.tokenId() != null) {
                tokens.put(root.tokenId(), root);
            }
            equity = root;
        }
    }
}
