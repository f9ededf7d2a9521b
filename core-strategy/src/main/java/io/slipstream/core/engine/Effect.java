package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the engine wants done. Effects of one event belong together and are stored in one transaction. */
public sealed interface Effect {

    /** An effect that is stored. */
    sealed interface Fact extends Effect {}

    /** A fill nobody has seen before. */
    record FillObserved(LeaderFill fill, @Nullable Instrument instrument) implements Fact {}

    /** A known fill is now in another block, or back after it was taken away. */
    record FillRelocated(UUID fillId, LeaderFill now) implements Fact {}

    /** The block time of a known fill, learned after the fill. */
    record FillTimed(UUID fillId, long fillTimeNanos) implements Fact {}

    /** A known fill's block is gone. */
    record FillInvalidated(UUID fillId) implements Fact {}

    /**
     * The blocks are final: what is in the set is confirmed, what else is stored for them of these exchanges and leaders is
     * invalid.
     *
     * @param dedupeKeys every fill of these leaders on these exchanges in these blocks
     */
    record RangeFinalized(
            long fromBlock, long toBlock, Set<Address> exchanges, Set<Address> leaders, Set<String> dedupeKeys)
            implements Fact {}

    /** Everything up to these blocks is stored. */
    record CursorsMoved(List<Cursor> cursors, long atNanos) implements Fact {}

    /** A fill was looked at. */
    record AttemptDecided(LeaderFill fill, Decision decision, long ratioMicros, long ttlNanos, long atNanos)
            implements Fact {}

    /** The order reached the venue. */
    record AttemptPlaced(UUID attemptId, long atNanos) implements Fact {}

    /** Our order was filled, in part or whole. */
    record AttemptFilled(ExecutionFill fill) implements Fact {}

    /** Our order is over. */
    record AttemptDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) implements Fact {}

    /** A position is now this. */
    record PositionChanged(Position position) implements Fact {}

    /** The account is worth this. */
    record EquityMeasured(EquityPoint point) implements Fact {}

    /** A token's book is wanted from now on. */
    record BookWanted(TokenId tokenId) implements Effect {}

    /** These books cannot be trusted until a snapshot comes. */
    record ResyncWanted(List<TokenId> tokenIds) implements Effect {}

    /** A leader traded a token the registry does not know. */
    record InstrumentWanted(TokenId tokenId) implements Effect {}
}
