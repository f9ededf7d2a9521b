package io.slipstream.dashboard.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.mode.TradingMode;
import io.slipstream.dashboard.penalty.Penalty.Slice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bar shows of the parts, and what is made of their sums. */
@Timeout(10)
class PenaltyTest {

    private final Penalty penalty = new Penalty(
            Map.of(
                    Part.SPREAD, new BigDecimal("0.000001"),
                    Part.DETECTION, new BigDecimal("-0.000001"),
                    Part.FEE, new BigDecimal("0.000003"),
                    Part.UNFILLED, new BigDecimal("-0.000002")),
            new BigDecimal("0.000001"));

    @Test
    void drawsGainsLeftOfTheLineAndLossesToItsRightWithoutAGap() {
        assertThat(penalty.moved()).isEqualTo(7);
        assertThat(penalty.line()).isEqualTo(428);
        assertThat(penalty.slices().stream().filter(slice -> slice.size() > 0))
                .containsExactly(
                        slice(Part.SPREAD, "0.000001", 428, 143),
                        slice(Part.DETECTION, "-0.000001", 0, 142),
                        slice(Part.FEE, "0.000003", 571, 429),
                        slice(Part.UNFILLED, "-0.000002", 142, 286));
        assertThat(penalty.largest().part()).isEqualTo(Part.FEE);
    }

    @Test
    void drawsNothingOfNothing() {
        assertThat(Penalty.NONE.slices()).hasSize(8).allMatch(slice -> slice.length() == 0);
    }

    @Test
    void addsUpLeadersExactly() {
        LeaderPenalty leader = leader(3, 1);
        LeaderPenalty all = LeaderPenalty.sum(List.of(leader, leader));
        assertThat(all.penalty().total()).isEqualByComparingTo("0.000002");
        assertThat(all.penalty().parts().get(Part.FEE)).isEqualByComparingTo("0.000006");
        assertThat(all.attributed()).isEqualTo(6);
        assertThat(all.unattributed()).isEqualTo(2);
        assertThat(all.filled()).isEqualTo(2_000_000);
        assertThat(all.ordered()).isEqualTo(2_200_000);
        assertThat(leader.basisPoints()).isEqualByComparingTo("0.1");
        assertThat(LeaderPenalty.sum(List.of()).basisPoints()).isNull();
    }

    @Test
    void saysThatOlderCopiesMayBeLeftOut() {
        assertThat(account(LeaderPenalties.COUNTED - 2, 1).cut()).isFalse();
        assertThat(account(LeaderPenalties.COUNTED - 1, 1).cut()).isTrue();
    }

    private PenaltyAccount account(long attributed, long unattributed) {
        return new PenaltyAccount(TradingMode.PAPER, leader(attributed, unattributed), List.of(), List.of());
    }

    private LeaderPenalty leader(long attributed, long unattributed) {
        return new LeaderPenalty(
                "1",
                "whale",
                attributed,
                unattributed,
                new BigDecimal("0.1"),
                new BigDecimal("1.1"),
                BigDecimal.ONE,
                penalty);
    }

    private static Slice slice(Part part, String usdc, int start, int length) {
        BigDecimal amount = new BigDecimal(usdc);
        return new Slice(part, amount, amount.abs().movePointRight(6).longValueExact(), start, length);
    }
}
