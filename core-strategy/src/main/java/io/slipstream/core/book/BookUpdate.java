package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the market feed says (protocol reference 2), stripped of its wire form. Each comes over a line: a connection that
 * pushes, or {@link LiveBooks#ASKED} for what was asked for over HTTP. Exchange times are the venue's epoch milliseconds, which
 * do not run evenly across tokens.
 */
public sealed interface BookUpdate {

    /**
     * A whole book.
     *
     * @param tick the market's price grid where the message carried it
     * @param askedNanos when it was asked for, epoch nanoseconds; {@link #PUSHED} if nobody asked
     */
    record Snapshot(
            TokenId tokenId,
            List<Level> bids,
            List<Level> asks,
            @Nullable Tick tick,
            long exchangeMillis,
            long askedNanos)
            implements BookUpdate {

        /** The same as the answer to a question. */
        public Snapshot asked(long nanos) {
            return new Snapshot(tokenId, bids, asks, tick, exchangeMillis, nanos);
        }
    }

    /** A snapshot that a connection pushed by itself. */
    long PUSHED = -1;

    /**
     * All level changes of one frame; they hold together and are checked together.
     *
     * @param merged what it stands for besides its last frame, null if it is a frame as it came
     */
    record Changes(
            List<Change> changes,
            long exchangeMillis,
            @Nullable Merged merged) implements BookUpdate {

        /** A frame as it came. */
        public Changes(List<Change> changes, long exchangeMillis) {
            this(changes, exchangeMillis, null);
        }

        /** The venue's time of the oldest frame in it. */
        long sinceMillis() {
            return merged == null ? exchangeMillis : merged.sinceMillis;
        }
    }

    /**
     * Several frames as one ({@link FrameMerge}): the book is what it was after the last, and what it was between them nobody
     * knows.
     *
     * @param sinceNanos when the first of them arrived, epoch nanoseconds
     * @param sinceMillis the venue's time of the first
     */
    record Merged(long sinceNanos, long sinceMillis) {}

    /**
     * A new absolute size at a level.
     *
     * @param bestBid best bid after the whole frame as the venue states it, -1 if it did not
     * @param bestAsk best ask after the whole frame as the venue states it, -1 if it did not
     */
    record Change(TokenId tokenId, Side side, int price, long sizeMicros, int bestBid, int bestAsk) {

        /** The same with what another one says of the top. */
        Change stating(Change top) {
            return bestBid == top.bestBid && bestAsk == top.bestAsk
                    ? this
                    : new Change(tokenId, side, price, sizeMicros, top.bestBid, top.bestAsk);
        }

        /** Whether it says what the top is now. */
        boolean statesTop() {
            return bestBid >= 0 && bestAsk >= 0;
        }
    }

    /** A trade; the side is the taker's. */
    record Print(TokenId tokenId, Side takerSide, int price, long sizeMicros, long exchangeMillis)
            implements BookUpdate {}

    /**
     * The best prices as the venue states them beside the changes: a check on the book, no change of it.
     *
     * @param bestBid {@link OrderBook#NO_BID} if nobody bids
     * @param bestAsk {@link OrderBook#NO_ASK} if nobody asks
     */
    record Top(TokenId tokenId, int bestBid, int bestAsk, long exchangeMillis) implements BookUpdate {}

    /** The price grid changed: the old book is void until a snapshot comes. */
    record TickChanged(TokenId tokenId, Tick tick, long exchangeMillis) implements BookUpdate {}

    /** From now on the line carries these tokens: what changes in their books is pushed, or polled in mode rest. */
    record Carried(List<TokenId> tokenIds) implements BookUpdate {}

    /** The line is gone, and with it what it knew of these tokens. */
    record Interrupted(List<TokenId> tokenIds, String reason) implements BookUpdate {}

    /** The line goes on and does not carry these tokens any more. */
    record Dropped(List<TokenId> tokenIds) implements BookUpdate {}

    /**
     * The line still carries these tokens but lost something of them: nothing it knew of them can be trusted.
     *
     * @param lostUpToMillis the venue's time of the newest that was lost, null if that is not known; no snapshot of before it
     *     will do
     */
    record Doubted(
            List<TokenId> tokenIds, String reason, @Nullable Long lostUpToMillis) implements BookUpdate {

        /** What was lost is not known. */
        public Doubted(List<TokenId> tokenIds, String reason) {
            this(tokenIds, reason, null);
        }

        /** The same with something more lost, of this time of the venue. */
        public Doubted losing(long millis) {
            return new Doubted(
                    tokenIds, reason, lostUpToMillis == null ? millis : Long.valueOf(Math.max(lostUpToMillis, millis)));
        }
    }

    /** Nobody keeps these tokens' books any more. */
    record Released(List<TokenId> tokenIds) implements BookUpdate {}

    /** The line is alive and has nothing to say. */
    record Heard() implements BookUpdate {}
}
