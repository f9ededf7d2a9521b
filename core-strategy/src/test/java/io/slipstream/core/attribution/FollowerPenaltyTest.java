package io.slipstream.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowerPenaltyTest {

    private static final long SHARE = Micros.ONE;

    /** He bought 100 at 0.48 as a maker; we take ten of twenty meant at 0.52, after the price went from 0.49 over 0.50 to 0.51. */
    @Test
    void tellsWhereABuysDifferenceComesFrom() {
        FollowerPenalty penalty = FollowerPenalty.of(new Copy(
                Side.BUY,
                100 * SHARE,
                48 * SHARE,
                20 * SHARE,
                18 * SHARE,
                10 * SHARE,
                5_200_000,
                124_000,
                new Copy.Path(4_900, 5_000, 5_000, 5_100),
                600_000));
        assertThat(penalty)
                .isEqualTo(new FollowerPenalty(
                        100_000, // 10 at 0.01 of spread
                        100_000, // 0.49 to 0.50 until we knew
                        0, 100_000, // 0.50 to 0.51 on the way
                        100_000, // 0.51 to 0.52 by ourselves
                        124_000, 240_000, // 2 not ordered, each worth 0.12 more than he paid
                        960_000)); // 8 not filled
        assertThat(penalty.total()).isEqualTo(1_724_000);
    }

    /** A price that moves our way while we are late is a gain against him. */
    @Test
    void countsWhatHelpedUsAsNegative() {
        FollowerPenalty penalty = FollowerPenalty.of(new Copy(
                Side.SELL,
                10 * SHARE,
                5 * SHARE,
                10 * SHARE,
                10 * SHARE,
                10 * SHARE,
                5_500_000,
                0,
                new Copy.Path(5_000, 5_200, 5_200, 5_500),
                400_000));
        assertThat(penalty).isEqualTo(new FollowerPenalty(0, -200_000, 0, -300_000, 0, 0, 0, 0));
    }

    @Test
    void isAllUnfilledIfNothingWasFilled() {
        FollowerPenalty penalty = FollowerPenalty.of(new Copy(
                Side.BUY, 100 * SHARE, 48 * SHARE, 20 * SHARE, 20 * SHARE, 0, 0, 0, new Copy.Path(0, 0, 0, 0), SHARE));
        assertThat(penalty).isEqualTo(new FollowerPenalty(0, 0, 0, 0, 0, 0, 0, 20 * 520_000));
    }

    /** To the micro-dollar, whatever the figures. */
    @Test
    void addsUpToTheDifferenceExactly() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 500_000; i++) {
            Copy copy = copy(random);
            assertThat(FollowerPenalty.of(copy).total())
                    .as("seed %d, round %d: %s", seed, i, copy)
                    .isEqualTo(FollowerPenalty.difference(copy));
        }
    }

    private static Copy copy(Random random) {
        long leaderShares = 1 + random.nextLong(10_000_000_000_000L);
        long meant = random.nextLong(5_000_000_000L);
        long ordered = random.nextInt(4) == 0 ? meant : random.nextLong(meant + 1);
        long filled = random.nextInt(4) == 0 ? ordered : random.nextLong(ordered + 1);
        return new Copy(
                random.nextBoolean() ? Side.BUY : Side.SELL,
                leaderShares,
                random.nextLong(leaderShares + 1),
                meant,
                ordered,
                filled,
                random.nextLong(filled + 1),
                random.nextLong(1_000_000),
                new Copy.Path(price(random), price(random), price(random), price(random)),
                random.nextLong(SHARE + 1));
    }

    private static int price(Random random) {
        return 1 + random.nextInt(9_999);
    }
}
