package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all books together come to. */
@Timeout(10)
class BookTotalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void hasNothingToTellWithoutBooks() {
        BookTotal none = new BookTotal(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);
        assertThat(none.alarming()).isFalse();
        assertThat(none.scorePercent()).isNull();
    }

    @Test
    void countsThoseTooOldAndThoseNotTrustedAsNotTradedOn() {
        BookTotal total = new BookTotal(100, 60, 31, 5, 4, 0, 0, 0, 0, 0, 0, NOW);
        assertThat(total.unusable()).isEqualTo(9);
        assertThat(total.manyUnusable()).isFalse();
        assertThat(total.of(BookFreshness.FRESH)).isEqualTo(60);
        assertThat(total.of(BookFreshness.SOFT_STALE)).isEqualTo(31);
        assertThat(total.of(BookFreshness.HARD_STALE)).isEqualTo(5);
        assertThat(total.of(BookFreshness.UNTRUSTED)).isEqualTo(4);
    }

    @Test
    void isAlarmingFromATenthNotTradedOn() {
        assertThat(new BookTotal(100, 90, 0, 5, 5, 0, 0, 0, 0, 0, 0, NOW).alarming())
                .isTrue();
    }

    @Test
    void isAlarmingWhenFoundWrongMoreOftenThanOnceInAThousandChecks() {
        assertThat(wrong(4_000, 1, 1, 1, 1).alarming()).isFalse();
        assertThat(wrong(4_000, 1, 1, 1, 2).alarming()).isTrue();
        assertThat(wrong(4_000, 1, 1, 1, 2).faults()).isEqualTo(5);
    }

    @Test
    void isAHundredPerCentRightOnlyIfNothingWasEverWrong() {
        assertThat(wrong(5_000_000, 0, 0, 0, 0).scorePercent()).isEqualByComparingTo("100");
        assertThat(wrong(5_000_000, 1, 0, 0, 0).scorePercent()).isEqualByComparingTo("99.9999");
        assertThat(wrong(3, 1, 1, 1, 1).scorePercent()).isEqualByComparingTo("0");
    }

    private static BookTotal wrong(long checks, long mismatches, long crossed, long mirrorBreaks, long divergences) {
        return new BookTotal(100, 100, 0, 0, 0, checks, mismatches, crossed, mirrorBreaks, divergences, 7, NOW);
    }
}
