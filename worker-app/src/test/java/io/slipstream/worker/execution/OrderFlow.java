package io.slipstream.worker.execution;

import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.Outcome;
import java.util.SplittableRandom;

/** Orders of others around a price that wanders: most rest, some take one level or several, many are canceled. */
final class OrderFlow {

    private static final int TICK = 100;

    private final SplittableRandom random;
    private int center = 5_000;
    private int placed;

    OrderFlow(SplittableRandom random) {
        this.random = random;
    }

    /** An order that rests on its side of the center, to begin with. */
    Intent.Place quote() {
        boolean bid = random.nextBoolean();
        return place(bid, random.nextInt(1, 6), random.nextInt(5, 60), false);
    }

    /** Whatever comes next. */
    Intent next() {
        if (random.nextInt(12) == 0) {
            center = Math.clamp(center + (random.nextBoolean() ? TICK : -TICK), 4_000, 6_000);
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Intent.Cancel(Math.max(0, placed - 1 - random.nextInt(40)));
            case 3, 4 ->
                place(random.nextBoolean(), -random.nextInt(0, 4), random.nextInt(5, 120), random.nextBoolean());
            default -> quote();
        };
    }

    /** As many ticks away from the center to its own side, or beyond it if negative. */
    private Intent.Place place(boolean bid, int ticksAway, int shares, boolean kill) {
        placed++;
        return new Intent.Place(
                random.nextInt(VenueWorld.OTHERS),
                bid,
                random.nextBoolean() ? Outcome.YES : Outcome.NO,
                center + (bid ? -ticksAway : ticksAway) * TICK,
                random.nextLong(100L * shares, 100L * shares + 100) * MatchingEngine.RESTING_LOT_MICROS,
                kill);
    }
}
