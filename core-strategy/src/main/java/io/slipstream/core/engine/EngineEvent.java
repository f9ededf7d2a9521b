package io.slipstream.core.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.calibration.ObservedTaker;
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

    /** Fills as a node pushed them. */
    record FillsDetected(long atNanos, List<LeaderFill> fills) implements EngineEvent {}

    /**
     * Rows of the Data API.
     *
     * @param fills without a chain identity, each under an identity of its own that is the same at every reading
     * @param readUpToSeconds up to when this leader's rows are read, epoch seconds
     */
    record RowsRead(long atNanos, Address leader, List<LeaderFill> fills, long readUpToSeconds)
            implements EngineEvent {}

    /**
     * A range of blocks read whole.
     *
     * @param scope whose logs were read
     * @param fills every fill of the scope in the range
     * @param finalizedFrom first block of the range that is final
     * @param finalizedTo last block of the range that is final; before finalizedFrom if none is
     * @param headBlock the newest block there is, by which the age of a fill is judged whose time is not known
     * @param cursors how far who is now read for good
     */
    record RangeScanned(
            long atNanos,
            ScanScope scope,
            List<LeaderFill> fills,
            long finalizedFrom,
            long finalizedTo,
            long headBlock,
            List<CursorMove> cursors)
            implements EngineEvent {}

    /**
     * A second reading of final blocks, confirmed by a third, is not what is stored.
     *
     * @param missed final fills that are not stored
     * @param corrections what stored fills really are, wherever they were said to be
     * @param disproved stored fills that are in no final block
     * @param headBlock the newest block there is, by which the age of a fill is judged whose time is not known
     */
    record FillsContradicted(
            long atNanos,
            List<LeaderFill> missed,
            List<Relocation> corrections,
            List<Disproof> disproved,
            long headBlock)
            implements EngineEvent {}

    /**
     * A node took a log back.
     *
     * @param orderKey see {@link LeaderFill#orderKey}
     * @param sighting see {@link LeaderFill#sighting}: the block that it was taken back from is part of it
     */
    record FillRemoved(long atNanos, String orderKey, String sighting) implements EngineEvent {}

    /** The chain of heads left these blocks behind, whatever nodes say of single logs. */
    record BlocksOrphaned(long atNanos, Set<String> blockHashes) implements EngineEvent {}

    /** The time of a block whose fills came before it was known, epoch nanoseconds. */
    record BlockTimed(long atNanos, String blockHash, long blockTimeNanos) implements EngineEvent {}

    /**
     * A log of a followed exchange that is no fill.
     *
     * @param reason a sentence with the offending value
     * @param payload what was delivered, cut off where it is long
     */
    record LogRejected(long atNanos, String source, String reason, String payload) implements EngineEvent {}

    /**
     * The market feed said something.
     *
     * @param line what it came over, see {@link BookUpdate}
     */
    record MarketData(long atNanos, int line, BookUpdate update) implements EngineEvent {}

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

    /**
     * What aggressive orders of anybody got, as the chain tells. It is measured, not copied: under overload the shell leaves
     * these out, and they come in no particular order.
     */
    record TakersObserved(long atNanos, List<ObservedTaker> takers) implements EngineEvent {}

    /** Nothing happened but time. */
    record TimePassed(long atNanos) implements EngineEvent {}
}
