package io.slipstream.worker.audit;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import io.slipstream.persistence.CompletenessStore.Standing;
import io.slipstream.persistence.CompletenessStore.StoredFinal;
import io.slipstream.persistence.CompletenessStore.Verdict;
import io.slipstream.worker.chain.SecondReading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final UUID ID = new UUID(1, 1);
    private final LeaderFill first = fill(1, Side.BUY, "10", "0.5");
    private final LeaderFill second = fill(2, Side.SELL, "10", "0.5");

    @Test
    void findsNothingWhereBothReadingsAgree() {
        Comparison same = compare(List.of(second, first), List.of(stored(first, 900), stored(second, 12_000)), 1);
        assertThat(same.verdicts()).containsExactly(new Verdict(ID, 2, 0, 0, 1, 12_000));
        assertThat(same.gaps()).isEmpty();
        assertThat(same.present()).containsExactly(first, second);
    }

    @Test
    void namesWhatIsMissed() {
        Comparison gap = compare(List.of(first, second), List.of(stored(second, 0)), 1);
        assertThat(gap.verdicts()).containsExactly(new Verdict(ID, 2, 1, 0, 0, 0));
        assertThat(gap.missed()).containsExactly(first);
        assertThat(gap.gaps()).allSatisfy(each -> {
            assertThat(each.missed()).isTrue();
            assertThat(each.txHash()).isEqualTo(first.txHash());
        });
    }

    @Test
    void namesWhatOnlyTheFirstReadingHad() {
        Comparison gap = compare(List.of(first), List.of(stored(first, 0), stored(second, 0)), 1);
        assertThat(gap.verdicts()).containsExactly(new Verdict(ID, 1, 0, 1, 0, 0));
        assertThat(gap.gaps()).allSatisfy(each -> assertThat(each.missed()).isFalse());
    }

    /** What lies before the block from which a leader is followed is nobody's miss. */
    @Test
    void leavesOutWhatWasBeforeALeaderWasFollowed() {
        Comparison before = compare(List.of(first, second), List.of(), first.blockNumber() + 1);
        assertThat(before.verdicts()).containsExactly(new Verdict(ID, 0, 0, 0, 0, 0));
        assertThat(before.present()).isEmpty();
    }

    private static Comparison compare(List<LeaderFill> read, List<StoredFinal> stored, long followedFrom) {
        return Comparison.of(
                new SecondReading.Result(1, 20, read, Set.of("two")),
                stored,
                Set.of(LEADER),
                Map.of(LEADER, new Standing(followedFrom, 20)),
                Map.of(LEADER, ID),
                10_000);
    }

    private static StoredFinal stored(LeaderFill fill, long lagMillis) {
        return new StoredFinal(EXCHANGE, fill.txHash(), fill.logIndex(), LEADER, fill.blockNumber(), lagMillis);
    }
}
