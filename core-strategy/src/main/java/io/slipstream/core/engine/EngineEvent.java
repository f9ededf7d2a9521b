package io.slipstream.core.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything the engine learns, stamped by the shell before it enters. */
public sealed interface EngineEvent {

    /** When the shell received it, epoch nanoseconds. */
    long atNanos();

    /** Fills as a source pushed them. */
    record FillsDetected(long atNanos, List<LeaderFill> fills) implements EngineEvent {}

    /**
     * A range of blocks read whole.
     *
     * @param exchanges whose logs were read
     * @param leaders of whom
     * @param fills every leader fill of the range
     * @param finalizedFrom first block of the range that is final
     * @param finalizedTo last block of the range that is final; before finalizedFrom if none is
     * @param cursors how far each exchange, leader and role is now read for good
     */
    record RangeScanned(
            long atNanos,
            Set<Address> exchanges,
            Set<Address> leaders,
            List<LeaderFill> fills,
            long finalizedFrom,
            long finalizedTo,
            List<Cursor> cursors)
            implements EngineEvent {}

    /**
     * A node took a log back.
     *
     * @param orderKey see {@link LeaderFill#orderKey}
     * @param dedupeKey see {@link LeaderFill#dedupeKey}
     * @param blockHash of the block that it was taken back from
     */
    record FillRemoved(long atNanos, String orderKey, String dedupeKey, String blockHash) implements EngineEvent {}

    /** The market feed said something. */
    record MarketData(long atNanos, BookUpdate update) implements EngineEvent {}

    /** The registry knows these instruments, new or changed. */
    record InstrumentsListed(long atNanos, List<Instrument> instruments) implements EngineEvent {}

    /**
     * A market resolved.
     *
     * @param payoutMicros what a share of each of its tokens pays, in millionths of a dollar
     */
    record MarketResolved(long atNanos, String conditionId, Map<TokenId, Long> payoutMicros) implements EngineEvent {}

    /** These tokens do not trade any more; what they pay is not known yet. */
    record TradingEnded(long atNanos, List<TokenId> tokenIds) implements EngineEvent {}

    /** Nothing happened but time. */
    record TimePassed(long atNanos) implements EngineEvent {}
}
