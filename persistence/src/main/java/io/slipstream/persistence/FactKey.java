package io.slipstream.persistence;

import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells a fact from others of its kind, however often it is delivered. */
final class FactKey {

    private FactKey() {}

    static String kind(Effect.Fact fact) {
        return fact.getClass().getSimpleName();
    }

    /** Of a fact that was refused itself. */
    static String own(Effect.Fact fact) {
        UUID attempt = attemptId(fact);
        return (attempt == null ? "" : attempt + "|") + amongDependents(fact);
    }

    /** Of a fact among those that depend on the same: the root tells the rest. */
    static String amongDependents(Effect.Fact fact) {
        return switch (fact) {
            case Effect.FillObserved observed -> observed.fill().sighting();
            case Effect.FillsRelocated moved -> moved.relocations().toString();
            case Effect.FillCompleted completed -> completed.onChain().sighting();
            case Effect.FillSeenByRow seen -> seen.row().sighting();
            case Effect.FillPriced priced -> priced.amounts().toString();
            case Effect.FillsConfirmed confirmed -> confirmed.fillIds().toString();
            case Effect.OneSided oneSided -> oneSided.seenBy();
            case Effect.AttemptFilled filled -> Integer.toString(filled.fill().seq());
            case Effect.FillSettled settled -> Integer.toString(settled.seq());
            case Effect.PositionChanged changed -> changed.position().tokenId().toString();
            case Effect.LogRejected log -> log.payload();
            case Effect.FeeAlarmChanged changed ->
                changed.alarm().scope() + "|" + changed.alarm().key();
            case Effect.CursorsMoved moved -> key(moved.move());
            case Effect.RowsCursorMoved moved -> moved.leader().hex();
            case Effect.FillTimed _,
                    Effect.FillInvalidated _,
                    Effect.FillDisproved _,
                    Effect.AttemptDecided _,
                    Effect.AttemptPlaced _,
                    Effect.AttemptDone _,
                    Effect.AttemptBounded _,
                    Effect.CopyAttributed _,
                    Effect.EquityMeasured _,
                    Effect.BooksMeasured _,
                    Effect.CalibrationMeasured _ -> "";
        };
    }

    /** The fill or attempt that a fact concerns, null if none or several. */
    static @Nullable UUID attemptId(Effect.Fact fact) {
        return switch (fact) {
            case Effect.FillTimed timed -> timed.fillId();
            case Effect.FillPriced priced -> priced.fillId();
            case Effect.FillInvalidated gone -> gone.fillId();
            case Effect.FillDisproved disproved -> disproved.fillId();
            case Effect.OneSided oneSided -> oneSided.fillId();
            case Effect.AttemptDecided decided -> decided.fill().id();
            case Effect.AttemptPlaced placed -> placed.attemptId();
            case Effect.AttemptFilled filled -> filled.fill().attemptId();
            case Effect.FillSettled settled -> settled.attemptId();
            case Effect.AttemptDone done -> done.attemptId();
            case Effect.AttemptBounded bounded -> bounded.attemptId();
            case Effect.CopyAttributed copy -> copy.attemptId();
            default -> null;
        };
    }

    private static String key(CursorMove move) {
        return move.role() + "|" + move.begins() + "|" + move.exchanges() + "|" + move.leaders();
    }
}
