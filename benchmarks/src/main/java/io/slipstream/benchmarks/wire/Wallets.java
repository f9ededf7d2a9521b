package io.slipstream.benchmarks.wire;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore.Leader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wallets that are the same in every run and every process, as different from each other as real ones. */
public final class Wallets {

    private static final int DIGITS = 40;

    private Wallets() {}

    /** The wallet of a number. */
    public static Address of(long number) {
        String digits = "%016x%016x%016x".formatted(mix(3 * number), mix(3 * number + 1), mix(3 * number + 2));
        return new Address("0x" + digits.substring(0, DIGITS));
    }

    /** The first so many. */
    public static List<Address> first(int count) {
        List<Address> wallets = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            wallets.add(of(number));
        }
        return wallets;
    }

    /** The first so many as leaders on record. */
    public static List<Leader> leaders(int count, @Nullable Long startBlock) {
        List<Leader> leaders = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            leaders.add(new Leader(id(number), of(number), "leader " + number, startBlock, true, false, number + 1L));
        }
        return leaders;
    }

    /** The id of a leader of a number. */
    public static UUID id(int number) {
        return new UUID(3, number);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
