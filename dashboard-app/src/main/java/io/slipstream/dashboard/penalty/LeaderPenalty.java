package io.slipstream.dashboard.penalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What following a leader cost, over his copies that are over. Sums are of those whose parts are known.
 *
 * @param key what tells him from others
 * @param leader the leader's label, or the address where there is none
 * @param attributed copies whose parts are known
 * @param unattributed copies whose parts are not: of before they were kept, or gone on with after a restart
 * @param meantUsdc what all that was meant costs at the leader's prices, dollars
 * @param orderedUsdc what was ordered of it, at the leader's prices, dollars
 * @param filledUsdc what was filled of that, at the leader's prices, dollars
 * @param penalty what it cost
 */
public record LeaderPenalty(
        String key,
        String leader,
        long attributed,
        long unattributed,
        BigDecimal meantUsdc,
        BigDecimal orderedUsdc,
        BigDecimal filledUsdc,
        Penalty penalty) {

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    /** All leaders together. */
    static LeaderPenalty sum(List<LeaderPenalty> leaders) {
        LeaderPenalty none = new LeaderPenalty(
                "all", "All leaders", 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Penalty.NONE);
        return leaders.stream().reduce(none, LeaderPenalty::plus);
    }

    /** What it cost in hundredths of a per cent of what was meant; none where nothing was. */
    public @Nullable BigDecimal basisPoints() {
        return meantUsdc.signum() == 0
                ? null
                : penalty.total().multiply(BASIS_POINTS).divide(meantUsdc, 1, RoundingMode.HALF_EVEN);
    }

    /** What was ordered, in millionths of a dollar. */
    public long ordered() {
        return micros(orderedUsdc);
    }

    /** What was filled, in millionths of a dollar. */
    public long filled() {
        return micros(filledUsdc);
    }

    private LeaderPenalty plus(LeaderPenalty other) {
        return new LeaderPenalty(
                key,
                leader,
                attributed + other.attributed,
                unattributed + other.unattributed,
                meantUsdc.add(other.meantUsdc),
                orderedUsdc.add(other.orderedUsdc),
                filledUsdc.add(other.filledUsdc),
                penalty.plus(other.penalty));
    }

    private static long micros(BigDecimal usdc) {
        return usdc.movePointRight(6).longValue();
    }
}
