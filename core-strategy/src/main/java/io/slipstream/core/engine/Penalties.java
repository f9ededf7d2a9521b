package io.slipstream.core.engine;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.book.Quote;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What following costs: follows each copied fill from its decision to the end of its order and cuts the difference to the leader's
 * result into its parts. Where a moment's best price is not known, as of a book that nobody kept then, the next later one that is
 * known stands for it: what moved before counts as spread. Orders of an earlier run are not followed.
 */
final class Penalties {

    private static final long PRICE_MICROS = Micros.ONE / Price.ONE;

    private final BookStore books;
    private final Consumer<Effect> effects;
    private final Map<UUID, Followed> followed = new HashMap<>();

    Penalties(BookStore books, Consumer<Effect> effects) {
        this.books = books;
        this.effects = effects;
    }

    /** An order is on its way. */
    void decided(LeaderFill fill, Decision.Trade trade, long ratioMicros, long nowNanos) {
        Integer atDecision = touch(fill.tokenId(), trade.side());
        if (atDecision == null) {
            return; // decided on a quote that has both: cannot be
        }
        int atDetection = touchAt(fill.tokenId(), trade.side(), fill.detectedAtNanos(), nowNanos, atDecision);
        Long fillTime = fill.fillTimeNanos();
        int atLeader =
                fillTime == null ? atDetection : touchAt(fill.tokenId(), trade.side(), fillTime, nowNanos, atDetection);
        followed.put(
                fill.id(),
                new Followed(fill, trade, ratioMicros, new Copy.Path(atLeader, atDetection, atDecision, atDecision)));
    }

    /** A reorg gave the leader's fill other figures: what following cost is held against those. */
    void revised(UUID fillId, LeaderFill now) {
        Followed copy = followed.get(fillId);
        if (copy != null) {
            copy.fill = now.as(fillId);
        }
    }

    /** The order meets the book as it is. */
    void met(UUID attemptId) {
        Followed copy = followed.get(attemptId);
        Integer touch = copy == null ? null : touch(copy.fill.tokenId(), copy.trade.side());
        if (copy != null && touch != null) {
            copy.path = new Copy.Path(copy.path.atLeader(), copy.path.atDetection(), copy.path.atDecision(), touch);
        }
    }

    /** The order was filled, in part or whole. */
    void filled(ExecutionFill fill) {
        Followed copy = followed.get(fill.attemptId());
        if (copy != null) {
            copy.shares += fill.sharesMicros();
            copy.collateral += Price.notional(fill.sharesMicros(), fill.price());
            copy.fee += fill.feeMicros();
        }
    }

    /** The order is over. */
    void over(UUID attemptId, long atNanos) {
        Followed followedCopy = followed.remove(attemptId);
        if (followedCopy != null) {
            Copy copy = followedCopy.copy(mark(followedCopy.fill));
            effects.accept(new Effect.CopyAttributed(attemptId, copy, FollowerPenalty.of(copy), atNanos));
        }
    }

    /** The middle of the quote; what there is of it otherwise, and the leader's price where there is nothing. */
    private long mark(LeaderFill fill) {
        Quote quote = books.bestBidAsk(fill.tokenId());
        if (quote == null || !(quote.hasBid() || quote.hasAsk())) {
            return fill.tradedPriceMicros();
        }
        int bid = quote.hasBid() ? quote.bid() : quote.ask();
        int ask = quote.hasAsk() ? quote.ask() : quote.bid();
        return (bid + ask) * PRICE_MICROS / 2;
    }

    private @Nullable Integer touch(TokenId tokenId, Side side) {
        OrderBook book = books.book(tokenId);
        return book == null ? null : touch(book, side);
    }

    private int touchAt(TokenId tokenId, Side side, long momentNanos, long nowNanos, int otherwise) {
        Integer touch = books.bookAt(tokenId, momentNanos, nowNanos) instanceof PastBook.Known known
                ? touch(known.book(), side)
                : null;
        return touch == null ? otherwise : touch;
    }

    /** The best price of the side that we have to take from. */
    private static @Nullable Integer touch(OrderBook book, Side side) {
        int best = book.best(side.opposite());
        return best < 0 ? null : Integer.valueOf(best);
    }

    private static final class Followed {
        private LeaderFill fill;
        private final Decision.Trade trade;
        private final long ratioMicros;
        private Copy.Path path;
        private long shares;
        private long collateral;
        private long fee;

        Followed(LeaderFill fill, Decision.Trade trade, long ratioMicros, Copy.Path path) {
            this.fill = fill;
            this.trade = trade;
            this.ratioMicros = ratioMicros;
            this.path = path;
        }

        Copy copy(long mark) {
            // an order that is signed for dollars may get more shares than were meant
            long ordered = Math.max(trade.sharesMicros(), shares);
            long meant = Math.max(Micros.mulDivDown(fill.tradedSharesMicros(), ratioMicros, Micros.ONE), ordered);
            return new Copy(
                    trade.side(),
                    fill.tradedSharesMicros(),
                    fill.tradedUsdcMicros(),
                    meant,
                    ordered,
                    shares,
                    collateral,
                    fee,
                    path,
                    mark);
        }
    }
}
