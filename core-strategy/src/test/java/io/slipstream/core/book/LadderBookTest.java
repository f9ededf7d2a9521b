package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.market.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LadderBookTest {

    @Test
    @Timeout(60)
    void equalsTheReferenceBookAfterEveryRandomCommand() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        OrderBook fast = new LadderBook();
        OrderBook reference = new ReferenceBook();
        for (int i = 0; i < 200_000; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            int price = 1 + (int) Math.clamp(5_000 + random.nextGaussian() * 60, 0, 9_998);
            long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000_000);
            if (random.nextInt(20_000) == 0) {
                List<Level> bids = List.of(new Level(4_000, 5), new Level(3_000, 7));
                List<Level> asks = List.of(new Level(6_000, 5));
                fast.replace(bids, asks);
                reference.replace(bids, asks);
            }
            fast.set(side, price, size);
            reference.set(side, price, size);
            if (fast.bestBid() != reference.bestBid()
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
        OrderBook book = new LadderBook();
        assertThat(book.bestBid()).isEqualTo(OrderBook.NO_BID);
        assertThat(book.bestAsk()).isEqualTo(OrderBook.NO_ASK);
    }

    @Test
    void refusesWhatNoLevelCanBe() {
        OrderBook book = new LadderBook();
        assertThatThrownBy(() -> book.set(Side.BUY, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.set(Side.SELL, 10_000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.set(Side.SELL, 5_000, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSame(OrderBook fast, OrderBook reference) {
        for (Side side : Side.values()) {
            assertThat(fast.depth(side)).isEqualTo(reference.depth(side));
            for (int rank = 0; rank < fast.depth(side); rank++) {
                assertThat(fast.level(side, rank)).isEqualTo(reference.level(side, rank));
            }
        }
    }
}
