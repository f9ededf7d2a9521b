package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A market of two outcomes on a grid of cents, with somebody at every price: what happens in it is told as the venue tells it,
 * every change of one outcome with its mirror in the other, and with the tops that are right after it.
 */
final class Market {

    /** A cent in ten-thousandths of a dollar. */
    static final int TICK = 100;

    private static final int PRICES = Price.ONE / TICK;
    private static final int LEAST_BID = 20;
    private static final int MOST_BID = 79;
    private static final int LARGEST_SHARES = 2_000;

    private final TokenId[] tokens;
    private final long[] sizes = new long[PRICES];
    private final RandomGenerator random;
    /** In cents; whoever asks, asks a cent more. */
    private int bestBid;

    Market(RandomGenerator random) {
        this.random = random;
        tokens = new TokenId[] {token(), token()};
        bestBid = random.nextInt(LEAST_BID, MOST_BID);
        for (int price = 1; price < PRICES; price++) {
            sizes[price] = size();
        }
    }

    List<TokenId> tokens() {
        return List.of(tokens);
    }

    List<Instrument> instruments() {
        return List.of(
                Copying.instrument(tokens[0], "0x" + tokens[0], 0, TICK),
                Copying.instrument(tokens[1], "0x" + tokens[0], 1, TICK));
    }

    /** The price at which the first outcome is bought or sold at once, in ten-thousandths of a dollar. */
    int touch(Side taker) {
        return (taker == Side.BUY ? bestBid + 1 : bestBid) * TICK;
    }

    /** Micro-shares at that price. */
    long sizeAtTouch(Side taker) {
        return sizes[touch(taker) / TICK];
    }

    /** Some levels, most of them near the top, have another size. */
    BookUpdate.Changes change(int levels, long millis) {
        List<BookUpdate.Change> changes = new ArrayList<>(2 * levels);
        for (int i = 0; i < levels; i++) {
            int away = (int) Math.min(Math.abs(random.nextGaussian()) * 8, LEAST_BID - 1);
            int price = random.nextBoolean() ? bestBid - away : bestBid + 1 + away;
            sizes[price] = size();
            add(changes, price);
        }
        return new BookUpdate.Changes(changes, millis);
    }

    /** The price moves a cent, to where the book can go on. */
    BookUpdate.Changes move(long millis) {
        boolean up = bestBid == LEAST_BID || (bestBid < MOST_BID && random.nextBoolean());
        int price = up ? bestBid + 1 : bestBid;
        int before = bestBid;
        bestBid = up ? bestBid + 1 : bestBid - 1;
        List<BookUpdate.Change> changes = new ArrayList<>(4);
        mirrored(changes, price, price <= before, 0);
        sizes[price] = size();
        add(changes, price);
        return new BookUpdate.Changes(changes, millis);
    }

    /** Somebody takes some of the best level; the print of it follows the change. */
    List<BookUpdate> trade(long millis) {
        Side taker = random.nextBoolean() ? Side.BUY : Side.SELL;
        int price = touch(taker) / TICK;
        long taken = sizes[price] / 2;
        sizes[price] -= taken;
        List<BookUpdate.Change> changes = new ArrayList<>(2);
        add(changes, price);
        return List.of(
                new BookUpdate.Changes(changes, millis),
                new BookUpdate.Print(tokens[0], taker, price * TICK, taken, millis));
    }

    /** The whole book of an outcome, pushed. */
    BookUpdate.Snapshot snapshot(int outcome, long millis) {
        List<Level> bids = new ArrayList<>();
        List<Level> asks = new ArrayList<>();
        for (int price = 1; price < PRICES; price++) {
            boolean bid = (price <= bestBid) == (outcome == 0);
            (bid ? bids : asks).add(new Level((outcome == 0 ? price : PRICES - price) * TICK, sizes[price]));
        }
        return new BookUpdate.Snapshot(tokens[outcome], bids, asks, null, millis, BookUpdate.PUSHED);
    }

    private void add(List<BookUpdate.Change> changes, int price) {
        mirrored(changes, price, price <= bestBid, sizes[price]);
    }

    private void mirrored(List<BookUpdate.Change> changes, int price, boolean bid, long size) {
        Side side = bid ? Side.BUY : Side.SELL;
        int yes = price * TICK;
        int bestAsk = bestBid + 1;
        changes.add(new BookUpdate.Change(tokens[0], side, yes, size, bestBid * TICK, bestAsk * TICK));
        changes.add(new BookUpdate.Change(
                tokens[1],
                side.opposite(),
                Price.ONE - yes,
                size,
                (PRICES - bestAsk) * TICK,
                (PRICES - bestBid) * TICK));
    }

    private TokenId token() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return TokenId.of(new BigInteger(1, bits).setBit(254));
    }

    private long size() {
        return random.nextLong(10, LARGEST_SHARES) * Micros.ONE;
    }
}
