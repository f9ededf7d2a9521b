package io.slipstream.core.outcome;

import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Position;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that came of a run, as text that is the same for the same outcome, wherever it was kept meanwhile.
 *
 * @param atMicros when, epoch microseconds: what the database keeps of a moment
 * @param text in integers of the smallest units, so that nothing is lost in it
 */
public record OutcomeLine(long atMicros, Kind kind, String text) implements Comparable<OutcomeLine> {

    private static final Comparator<OutcomeLine> ORDER = Comparator.comparingLong(OutcomeLine::atMicros)
            .thenComparing(OutcomeLine::kind)
            .thenComparing(OutcomeLine::text);

    private static final long NANOS_PER_MICRO = 1_000L;

    /** What it tells of. */
    public enum Kind {
        /** A leader's fill was decided on. */
        DECIDED,
        /** An order of ours was filled. */
        FILLED,
        /** A fill of ours is settled on chain, or undone. */
        SETTLED,
        /** An order of ours is over. */
        DONE,
        /** What we hold of a token. */
        POSITION
    }

    /** One line it is, whatever the text holds. */
    public OutcomeLine {
        text = text.replace('\n', ' ');
    }

    /** The line of a fact, null if it is none of decisions, fills, settlements, ends and positions. */
    public static @Nullable OutcomeLine of(Effect.Fact fact) {
        return switch (fact) {
            case Effect.AttemptDecided decided -> of(decided);
            case Effect.AttemptFilled filled ->
                filled(filled.fill(), micros(filled.fill().atNanos()));
            case Effect.FillSettled settled ->
                settled(settled.attemptId(), settled.seq(), settled.outcome(), micros(settled.atNanos()));
            case Effect.AttemptDone done ->
                done(done.attemptId(), done.outcome(), done.reason(), micros(done.atNanos()));
            case Effect.PositionChanged changed -> of(changed.position());
            default -> null;
        };
    }

    private static OutcomeLine of(Effect.AttemptDecided decided) {
        UUID attemptId = decided.fill().id();
        long at = micros(decided.atNanos());
        return switch (decided.decision()) {
            case Decision.Trade trade ->
                traded(attemptId, trade.side(), trade.sharesMicros(), trade.limitPrice(), trade.text(), at);
            case Decision.Skip skip -> skipped(attemptId, skip.reason().name(), skip.text(), at);
        };
    }

    /** An order was decided on. */
    public static OutcomeLine traded(
            UUID attemptId, Side side, long sharesMicros, int limitPrice, String why, long atMicros) {
        return new OutcomeLine(
                atMicros, Kind.DECIDED, "%s %s %d at %d: %s".formatted(attemptId, side, sharesMicros, limitPrice, why));
    }

    /** Nothing was done. */
    public static OutcomeLine skipped(UUID attemptId, String code, String why, long atMicros) {
        return new OutcomeLine(atMicros, Kind.DECIDED, "%s SKIP %s: %s".formatted(attemptId, code, why));
    }

    /** An order was filled. */
    public static OutcomeLine filled(ExecutionFill fill, long atMicros) {
        return new OutcomeLine(
                atMicros,
                Kind.FILLED,
                "%s fill %d: %d at %d, fee %d, %s"
                        .formatted(
                                fill.attemptId(),
                                fill.seq(),
                                fill.sharesMicros(),
                                fill.price(),
                                fill.feeMicros(),
                                fill.liquidity()));
    }

    /** A fill is settled on chain, or undone. */
    public static OutcomeLine settled(UUID attemptId, int seq, Settlement outcome, long atMicros) {
        return new OutcomeLine(atMicros, Kind.SETTLED, "%s fill %d %s".formatted(attemptId, seq, outcome));
    }

    /** An order is over. */
    public static OutcomeLine done(UUID attemptId, OrderOutcome outcome, String why, long atMicros) {
        return new OutcomeLine(atMicros, Kind.DONE, "%s %s: %s".formatted(attemptId, outcome, why));
    }

    /**
     * What we hold of a token and made of it; not what it is worth at the moment.
     *
     * @param sharesMicros held
     * @param costMicros what those cost, without fees
     * @param realizedMicros made of those that are gone, without fees
     * @param feesMicros all fees
     */
    public static OutcomeLine position(
            TokenId tokenId, long sharesMicros, long costMicros, long realizedMicros, long feesMicros, long atMicros) {
        return new OutcomeLine(
                atMicros,
                Kind.POSITION,
                "%s %d for %d, realized %d, fees %d"
                        .formatted(tokenId, sharesMicros, costMicros, realizedMicros, feesMicros));
    }

    private static OutcomeLine of(Position position) {
        return position(
                position.tokenId(),
                position.sharesMicros(),
                position.costMicros(),
                position.realizedMicros(),
                position.feesMicros(),
                micros(position.updatedAtNanos()));
    }

    /** The nearest microsecond, as the database rounds. */
    public static long micros(long nanos) {
        return Math.floorDiv(nanos + NANOS_PER_MICRO / 2, NANOS_PER_MICRO);
    }

    @Override
    public int compareTo(OutcomeLine other) {
        return ORDER.compare(this, other);
    }
}
