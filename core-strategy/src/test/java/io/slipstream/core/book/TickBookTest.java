package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.market.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TickBookTest {

    private static final int ROUNDS = 4_000_000;

    @Test
    @Timeout(60)
    void equalsTheReferenceBookAfterEveryRandomCommand() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        OrderBook fast = new TickBook();
        OrderBook reference = new ReferenceBook();
        for (int i = 0; i < ROUNDS; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            // the grid becomes finer as the round goes on, as the venue's does towards the edges
            int grid = i < ROUNDS / 4 ? 100 : i < ROUNDS / 2 ? 10 : 1;
            int price = (int) Math.clamp((5_000 + random.nextGaussian() * 1_500) / grid * grid, grid, 10_000 - grid);
            price -= price % grid;
            long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000_000);
            if (random.nextInt(20_000) == 0) {
                List<Level> bids = List.of(new Level(4_000, 5), new Level(3_000, 7));
                List<Level> asks = List.of(new Level(6_000, 5));
                fast.replace(bids, asks);
                reference.replace(bids, asks);
            }
            long before = fast.set(side, price, size);
            if (before != reference.set(side, price, size)
                    || fast.bestBid() != reference.bestBid()
                    || fast.bestAsk() != reference.bestAsk()
                    || fast.sizeAt(side, price) != size) {
                fail("seed %d, round %d: the books differ after %s %d at %d", seed, i, side, size, price);
            }
            if (i % 500 == 0) {
                assertSame(fast, reference);
            }
        }
        assertSame(fast, reference);
    }

    @Test
    void statesAnEmptySideAsTheVenueDoes() {
        OrderBook book = new TickBook();
        assertThat(book.bestBid()).isEqualTo(OrderBook.NO_BID);
        assertThat(book.bestAsk()).isEqualTo(OrderBook.NO_ASK);
    }

    @Test
    void refusesWhatNoLevelCanBe() {
        OrderBook book = new TickBook();
        assertThatThrownBy(() -> book.set(Side.BUY, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.set(Side.SELL, 10_000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.set(Side.SELL, 5_000, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSame(OrderBook fast, OrderBook reference) {
        for (Side side : Side.values()) {
            assertThat(fast.depth(side)).isEqualTo(reference.depth(side));
            assertThat(fast.total(side)).isEqualTo(reference.total(side));
            for (int rank = 0; rank < Math.min(3, fast.depth(side)); rank++) {
                assertThat(fast.level(side, rank)).isEqualTo(reference.level(side, rank));
            }
            int price = reference.best(side);
            int here = fast.best(side);
            while (price >= 0 && here == price && fast.sizeAt(side, price) == reference.sizeAt(side, price)) {
                price = reference.worseThan(side, price);
                here = fast.worseThan(side, here);
            }
            assertThat(here).as("where the two part").isEqualTo(price);
            assertThat(price).as("after the worst").isEqualTo(-1);
        }
    }
}
