package io.slipstream.launcher.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FillComparisonTest {

    private static final FillFacts FIRST = fill("0xaa", 1, 5_000_000);
    private static final FillFacts SECOND = fill("0xaa", 2, 6_000_000);
    private static final FillFacts THIRD = fill("0xbb", 1, 7_000_000);

    private static FillFacts fill(String txHash, long logIndex, long shares) {
        return new FillFacts(
                "0x01", "0xe1", 100, txHash, logIndex, "0x0f", "123", "BUY", shares, shares / 2, 0, "maker");
    }

    @Test
    void findsNothingWhereTruthAndLedgerAgreeInAnyOrder() {
        FillComparison comparison = FillComparison.of(List.of(FIRST, SECOND, THIRD), List.of(THIRD, FIRST, SECOND));
        assertThat(comparison).isEqualTo(new FillComparison(3, 3, List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void findsAMissingFill() {
        FillComparison comparison = FillComparison.of(List.of(FIRST, SECOND), List.of(SECOND));
        assertThat(comparison.missing()).containsExactly(FIRST);
        assertThat(comparison.detected()).isEqualTo(1);
    }

    @Test
    void findsADoubledFillOncePerSurplusRow() {
        FillComparison comparison = FillComparison.of(List.of(FIRST), List.of(FIRST, FIRST, FIRST));
        assertThat(comparison.doubled()).containsExactly(FIRST, FIRST);
        assertThat(comparison.detected()).isEqualTo(1);
    }

    @Test
    void findsAFillThatNeverWas() {
        FillComparison comparison = FillComparison.of(List.of(FIRST), List.of(FIRST, THIRD));
        assertThat(comparison.extra()).containsExactly(THIRD);
    }

    @Test
    void tellsApartLogsOfTheSameIndexOnTwoExchanges() {
        FillFacts elsewhere =
                new FillFacts("0x01", "0xe2", 100, "0xaa", 1, "0x0f", "123", "BUY", 5_000_000, 2_500_000, 0, "maker");
        FillComparison comparison = FillComparison.of(List.of(FIRST), List.of(elsewhere));
        assertThat(comparison.missing()).containsExactly(FIRST);
        assertThat(comparison.extra()).containsExactly(elsewhere);
    }

    @Test
    void namesEveryFieldThatDiffers() {
        FillFacts stored = new FillFacts("0x02", "0xe1", 101, "0xaa", 1, "0x1f", "124", "SELL", 1, 2, 3, "taker");
        FillComparison comparison = FillComparison.of(List.of(FIRST), List.of(stored));
        assertThat(comparison.different())
                .extracting(FillFacts.Difference::field)
                .containsExactly(
                        "leader",
                        "blockNumber",
                        "orderHash",
                        "tokenId",
                        "side",
                        "sharesMicros",
                        "usdcMicros",
                        "feeMicros",
                        "role");
        assertThat(comparison.different().get(4))
                .isEqualTo(new FillFacts.Difference("0xaa:1 at 0xe1", "side", "BUY", "SELL"));
    }
}
