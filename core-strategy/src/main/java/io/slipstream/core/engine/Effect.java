package io.slipstream.core.engine;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.calibration.CalibrationReport;
import io.slipstream.core.calibration.FeeAlarm;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the engine wants done. Effects of one event belong together and are stored in one transaction. */
public sealed interface Effect {

    /** An effect that is stored. */
    sealed interface Fact extends Effect {}

    /** A fill nobody has seen before. */
    record FillObserved(LeaderFill fill, @Nullable Instrument instrument) implements Fact {}

    /**
     * Known fills are what other logs state now: in another block, back after they were taken away, or put right. Their
     * places are free for each other.
     */
    record FillsRelocated(List<Relocation> relocations) implements Fact {}

    /** The block time of a known fill, learned after the fill. */
    record FillTimed(UUID fillId, long fillTimeNanos) implements Fact {}

    /** What a known fill really traded, learned after it. */
    record FillPriced(UUID fillId, EffectiveAmounts amounts) implements Fact {}

    /** A known fill's block is gone; whatever followed from it has no ground any more. */
    record FillInvalidated(UUID fillId) implements Fact {}

    /** A fill that was called final is in no final block, says a second reading. */
    record FillDisproved(UUID fillId) implements Fact {}

    /** These fills are in blocks that are final: nothing moves or removes them any more. */
    record FillsConfirmed(List<UUID> fillIds) implements Fact {}

    /** A fill that the Data API told of first, with its identity on the chain. */
    record FillCompleted(UUID fillId, LeaderFill onChain) implements Fact {}

    /**
     * A fill of the chain that the Data API tells of too.
     *
     * @param row under the identity that the row has at every reading
     */
    record FillSeenByRow(UUID fillId, LeaderFill row) implements Fact {}

    /** Only this source has told of a fill, and the other had time enough. */
    record OneSided(UUID fillId, String seenBy, long atNanos) implements Fact {}

    /** A log that is no fill, see {@link EngineEvent.LogRejected}. */
    record LogRejected(long atNanos, String source, String reason, String payload) implements Fact {}

    /** Everything up to this block is stored. */
    record CursorsMoved(CursorMove move, long atNanos) implements Fact {}

    /** Every row of the Data API up to this second is stored. */
    record RowsCursorMoved(Address leader, long readUpToSeconds, long atNanos) implements Fact {}

    /** A fill was looked at. */
    record AttemptDecided(
            LeaderFill fill, Decision decision, long ratioMicros, TimeInForce timeInForce, long ttlNanos, long atNanos)
            implements Fact {}

    /** The order reached the venue. */
    record AttemptPlaced(UUID attemptId, long atNanos) implements Fact {}

    /** Our order was filled, in part or whole. */
    record AttemptFilled(ExecutionFill fill) implements Fact {}

    /** A fill of ours that was matched is settled, or undone; what it meant for its position comes with it. */
    record FillSettled(UUID attemptId, int seq, Settlement outcome, long atNanos) implements Fact {}

    /** Our order is over. */
    record AttemptDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) implements Fact {}

    /** What an order would have got under a pessimistic and an optimistic fill model. */
    record AttemptBounded(UUID attemptId, FillBounds bounds) implements Fact {}

    /**
     * What following cost in a copy that is over.
     *
     * @param copy what that was computed from
     */
    record CopyAttributed(UUID attemptId, Copy copy, FollowerPenalty penalty, long atNanos) implements Fact {}

    /** A position is now this. */
    record PositionChanged(Position position) implements Fact {}

    /** The account is worth this. */
    record EquityMeasured(EquityPoint point) implements Fact {}

    /**
     * How the books are.
     *
     * @param books those of which something has changed since the account before
     * @param gone those that are not kept any more
     * @param totals of all of them
     */
    record BooksMeasured(List<BookHealth> books, List<TokenId> gone, BookTotals totals, long atNanos) implements Fact {}

    /**
     * A book's health.
     *
     * @param freshness how far its quote could be relied upon at that moment
     */
    record BookHealth(TokenId tokenId, Integrity integrity, Freshness freshness) {}

    /**
     * All books together.
     *
     * @param integrity of all there ever were
     * @param count how many are of that freshness
     */
    record BookTotals(Integrity integrity, Map<Freshness, Integer> count) {}

    /** How right predictions of taker orders were. */
    record CalibrationMeasured(CalibrationReport report, long atNanos) implements Fact {}

    /** Fees begin to be other than the registry says, or are as it says again. */
    record FeeAlarmChanged(FeeAlarm alarm) implements Fact {}

    /** A token has open orders from now on: its book is to come over a second line too. */
    record HedgeWanted(TokenId tokenId) implements Effect {}

    /** A token has no open orders any more. */
    record HedgeReleased(TokenId tokenId) implements Effect {}

    /**
     * A token's book is wanted.
     *
     * @param sinceNanos when the reason for it arose
     */
    record BookWanted(TokenId tokenId, long sinceNanos) implements Effect {}

    /** These books cannot be trusted until a snapshot comes. */
    record ResyncWanted(List<TokenId> tokenIds) implements Effect {}

    /** A line of the market feed is open and misses what happens. */
    record LineDeaf(int line) implements Effect {}

    /**
     * A line of the market feed is open and does not tell of a token that it should carry.
     *
     * @param move whether another line is to carry it, because subscribing it anew did not help
     */
    record TokenUnserved(TokenId tokenId, int line, boolean move) implements Effect {}

    /** A token has become quiet: its book stays trusted, and a snapshot would tell whether it is right. */
    record ComparisonWanted(TokenId tokenId) implements Effect {}

    /** A leader traded a token the registry does not know. */
    record InstrumentWanted(TokenId tokenId) implements Effect {}
}
