package io.slipstream.dashboard.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A long read under way.
 *
 * @param name what is read
 * @param leaders for how many leaders
 * @param fromBlock where it began
 * @param atBlock how far it is
 * @param toBlock where it ends
 * @param blocksPerSecond its pace
 * @param startedAt when it began
 * @param updatedAt when the worker wrote this
 * @param stale whether that is too long ago to be believed
 */
public record CatchUp(
        String name,
        int leaders,
        long fromBlock,
        long atBlock,
        long toBlock,
        BigDecimal blocksPerSecond,
        Instant startedAt,
        Instant updatedAt,
        boolean stale) {

    /** Blocks that are read. */
    public long done() {
        return Math.clamp(atBlock - fromBlock, 0, total());
    }

    /** Blocks still to be read. */
    public long left() {
        return total() - done();
    }

    /** The part that is read, in whole percent, never rounded up: 100 is the end. */
    public long percent() {
        return total() == 0 ? 100 : done() * 100 / total();
    }

    /** How long it takes at the present pace; none while it stands still. */
    public @Nullable Duration remaining() {
        return blocksPerSecond.signum() <= 0
                ? null
                : Duration.ofSeconds(BigDecimal.valueOf(left())
                        .divide(blocksPerSecond, 0, RoundingMode.CEILING)
                        .longValue());
    }

    private long total() {
        return Math.max(toBlock - fromBlock, 0);
    }
}
