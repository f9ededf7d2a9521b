package io.slipstream.sim.market;

import io.slipstream.sim.wire.Keccak;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A named stream of seeded randomness. Equal seed and name give equal draws on every machine. */
public final class Draw {

    private final SplittableRandom random;

    /** The stream of a name under a seed. */
    public Draw(long seed, String name) {
        this.random = new SplittableRandom(
                ByteBuffer.wrap(Keccak.hash(seed + "/" + name)).getLong());
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Uniform integer in [low, high]. */
    public int whole(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** True with a probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Standard normal (Box-Muller with reproducible mathematics). */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /** Exponential waiting time with a mean, at least 1. */
    public long waiting(long meanMillis) {
        return Math.max(1, (long) (-meanMillis * StrictMath.log(1 - random.nextDouble())));
    }

    /** A size that is more often small than large, in whole shares. */
    public int shares(int low, int high) {
        double skewed = random.nextDouble();
        return low + (int) ((high - low + 1) * skewed * skewed);
    }
}
