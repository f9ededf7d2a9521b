package io.slipstream.benchmarks.wire;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Markets whose books go round in circles: after its last frame the first can follow again, and the tops that frames state
 * are right whenever the frames are applied in order. The same in every run. One outcome alone is a market of which only one
 * token is carried.
 */
public final class BookLoad {

    /** The venue's time of everything but later snapshots, epoch milliseconds. */
    public static final long MILLIS = 1_790_000_000_000L;

    /** A tenth of a cent in ten-thousandths of a dollar. */
    public static final int FINE = 10;

    private static final int MIDDLE = Price.ONE / 2;
    /**
     * Of so many frames of a market the first takes the best bid away and the second brings it back. Then every two change
     * the same level, so that none finds a level as the round before has left it.
     */
    private static final int ROUND = 8;

    private static final long CENT_SHARE = Micros.ONE / 100;

    private final Random random = new Random(20_261_122);
    private final List<TokenId> tokens = new ArrayList<>();
    private final int carried;
    private final int depth;
    private final int tick;

    /** So many tokens with so many levels on each side, a tick apart, in ten-thousandths of a dollar. */
    public BookLoad(int tokens, int depth, int tick) {
        this.carried = tokens;
        this.depth = depth;
        this.tick = tick;
        for (int i = 0; i < Math.max(2, tokens); i++) {
            this.tokens.add(TokenId.of(new BigInteger(254, random).setBit(254)));
        }
    }

    /** What is carried. */
    public List<TokenId> tokens() {
        return tokens.subList(0, carried);
    }

    /** How many markets the tokens belong to. */
    public int markets() {
        return tokens.size() / 2;
    }

    /** An outcome of a market; whatever moves the first's bids moves the second's asks. */
    public TokenId token(int market, int outcome) {
        return tokens.get(2 * market + outcome);
    }

    /** The books of the carried tokens, market by market; every version has other sizes and is a millisecond later. */
    public List<BookUpdate.Snapshot> snapshots(int version) {
        List<BookUpdate.Snapshot> all = new ArrayList<>();
        for (int market = 0; market < markets(); market++) {
            List<Level> bids = new ArrayList<>();
            List<Level> asks = new ArrayList<>();
            List<Level> mirroredBids = new ArrayList<>();
            List<Level> mirroredAsks = new ArrayList<>();
            for (int rank = depth - 1; rank >= 0; rank--) {
                level(bid(rank), bids, mirroredAsks);
                level(ask(rank), asks, mirroredBids);
            }
            all.add(snapshot(token(market, 0), bids, asks, version));
            if (carried > 1) {
                all.add(snapshot(token(market, 1), mirroredBids, mirroredAsks, version));
            }
        }
        return all;
    }

    /**
     * Frames of one change to each of the first outcomes, over and over all markets.
     *
     * @param atLeast how many there are at least: rounds are not cut short
     * @param outcomes 2 if the other outcome's change is in the frame too, as the venue sends it
     */
    public List<BookUpdate.Changes> changes(int atLeast, int outcomes) {
        List<BookUpdate.Changes> frames = new ArrayList<>();
        while (frames.size() < atLeast) {
            int[] levels = random.ints(ROUND / 2, 1, depth).toArray();
            for (int step = 0; step < ROUND; step++) {
                for (int market = 0; market < markets(); market++) {
                    int rank = step < 2 ? 0 : levels[step / 2];
                    List<BookUpdate.Change> both = change(market, rank, step);
                    frames.add(new BookUpdate.Changes(both.subList(0, outcomes), MILLIS + ROUND));
                }
            }
        }
        return frames;
    }

    private List<BookUpdate.Change> change(int market, int rank, int step) {
        boolean topIsGone = step == 0;
        boolean buy = step < ROUND / 2;
        int price = buy ? bid(rank) : ask(rank);
        long size = topIsGone ? 0 : size();
        int bestBid = topIsGone ? bid(1) : bid(0);
        int bestAsk = ask(0);
        Side side = buy ? Side.BUY : Side.SELL;
        return List.of(
                new BookUpdate.Change(token(market, 0), side, price, size, bestBid, bestAsk),
                new BookUpdate.Change(
                        token(market, 1),
                        side.opposite(),
                        Price.ONE - price,
                        size,
                        Price.ONE - bestAsk,
                        Price.ONE - bestBid));
    }

    private void level(int price, List<Level> levels, List<Level> mirrored) {
        long size = size();
        levels.add(new Level(price, size));
        mirrored.add(new Level(Price.ONE - price, size));
    }

    private static BookUpdate.Snapshot snapshot(TokenId token, List<Level> bids, List<Level> asks, int version) {
        return new BookUpdate.Snapshot(token, bids, asks, null, MILLIS + version, BookUpdate.PUSHED);
    }

    private int bid(int rank) {
        return MIDDLE - (rank + 1) * tick;
    }

    private int ask(int rank) {
        return MIDDLE + (rank + 1) * tick;
    }

    /** Half of them whole shares, half with cents, as in recordings. */
    private long size() {
        long cents = random.nextLong(500, 5_000_000);
        return (random.nextBoolean() ? cents : cents / 100 * 100) * CENT_SHARE;
    }
}
