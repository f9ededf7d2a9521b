package io.slipstream.worker.audit;

import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Disproof;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.market.Side;
import io.slipstream.persistence.CompletenessStore.Gap;
import io.slipstream.persistence.CompletenessStore.Kind;
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
        assertThat(same.verdicts()).containsExactly(new Verdict(ID, 2, 0, 0, 0, 1, 12_000));
        assertThat(same.gaps()).isEmpty();
        assertThat(same.present()).containsExactly(first, second);
    }

    @Test
    void namesWhatIsMissed() {
        Comparison gap = compare(List.of(first, second), List.of(stored(second, 0)), 1);
        assertThat(gap.verdicts()).containsExactly(new Verdict(ID, 2, 1, 0, 0, 0, 0));
        assertThat(gap.missed()).containsExactly(first);
        assertThat(gap.gaps()).allSatisfy(each -> {
            assertThat(each.kind()).isEqualTo(Kind.MISSED);
            assertThat(each.txHash()).isEqualTo(first.txHash());
        });
    }

    @Test
    void namesWhatOnlyTheFirstReadingHad() {
        Comparison gap = compare(List.of(first), List.of(stored(first, 0), stored(second, 0)), 1);
        assertThat(gap.verdicts()).containsExactly(new Verdict(ID, 1, 0, 1, 0, 0, 0));
        assertThat(gap.gaps()).extracting(Gap::kind).containsExactly(Kind.EXTRA);
        assertThat(gap.disproved()).containsExactly(new Disproof(second.id(), second.orderKey()));
    }

    /** The place is right and the amounts are doubled: that is no fill that was found. */
    @Test
    void namesAFillWhoseFiguresAreOthers() {
        LeaderFill doubled = sized(first, "20");
        Comparison gap = compare(List.of(first, second), List.of(stored(doubled, 0), stored(second, 0)), 1);
        assertThat(gap.verdicts()).containsExactly(new Verdict(ID, 2, 0, 0, 1, 0, 0));
        assertThat(gap.different()).containsExactly(new Relocation(first.id(), first));
        assertThat(gap.missed()).isEmpty();
        assertThat(gap.disproved()).isEmpty();
    }

    /** Stored in a block that lost, read in another: one fill in the wrong place, not one missed and one too many. */
    @Test
    void pairsAFillInTheWrongBlockWithItsLog() {
        LeaderFill elsewhere = moved(first, 11, "0xb11", 4);
        Comparison gap = compare(List.of(first), List.of(stored(elsewhere, 0)), 1);
        assertThat(gap.different()).containsExactly(new Relocation(elsewhere.id(), first));
        assertThat(gap.gaps()).extracting(Gap::kind).containsExactly(Kind.DIFFERENT);
    }

    /** Two fills of one order with their amounts exchanged: both are put right, each in its place. */
    @Test
    void pairsFillsOfOneOrderByTheirPlaces() {
        LeaderFill one = inTransaction(fill(3, Side.BUY, "10", "0.5"), "0xone", "0xsame");
        LeaderFill other = inTransaction(fill(4, Side.BUY, "30", "0.5"), "0xone", "0xsame");
        Comparison gap =
                compare(List.of(one, other), List.of(stored(sized(one, "30"), 0), stored(sized(other, "10"), 0)), 1);
        assertThat(gap.different())
                .containsExactlyInAnyOrder(new Relocation(one.id(), one), new Relocation(other.id(), other));
    }

    /** What lies before the block from which a leader is followed is nobody's miss. */
    @Test
    void leavesOutWhatWasBeforeALeaderWasFollowed() {
        Comparison before = compare(List.of(first, second), List.of(), first.blockNumber() + 1);
        assertThat(before.verdicts()).containsExactly(new Verdict(ID, 0, 0, 0, 0, 0, 0));
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
        return new StoredFinal(fill, lagMillis);
    }
}
