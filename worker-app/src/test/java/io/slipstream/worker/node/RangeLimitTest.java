package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeLimitTest {

    private final RangeLimit limit = new RangeLimit(2_000);

    @Test
    void halvesWhenRefusedAndGrowsBackBelowWhatWasRefused() {
        limit.refused(2_000);
        assertThat(limit.current()).isEqualTo(1_000);
        limit.refused(1_000);
        assertThat(limit.current()).isEqualTo(500);
        for (int i = 0; i < 10; i++) {
            limit.answered(limit.current(), true);
        }
        assertThat(limit.current()).as("a thousand was refused").isEqualTo(999);
    }

    @Test
    void findsALimitOfTenBlocksInAFewSteps() {
        int asked = 0;
        while (limit.current() > 10) {
            limit.refused(limit.current());
            asked++;
        }
        assertThat(asked).isEqualTo(8);
    }

    @Test
    void triesARefusedWidthAgainAfterAWhile() {
        limit.refused(2_000);
        for (int i = 0; i < 300; i++) {
            limit.answered(limit.current(), true);
        }
        assertThat(limit.current()).isEqualTo(2_000);
    }

    @Test
    void neverFallsBelowOneBlock() {
        for (int i = 0; i < 30; i++) {
            limit.refused(limit.current());
        }
        assertThat(limit.current()).isOne();
    }

    @Test
    void believesWideEmptyAnswersOnlyOfAWidthThatWasAnsweredWithContent() {
        assertThat(limit.provenFor(RangeLimit.NARROW)).isTrue();
        assertThat(limit.provenFor(500)).isFalse();
        limit.answered(500, false);
        assertThat(limit.provenFor(500)).isFalse();
        limit.answered(500, true);
        assertThat(limit.provenFor(500)).isTrue();
        limit.lied(500);
        assertThat(limit.provenFor(500)).isFalse();
        assertThat(limit.current()).isEqualTo(250);
    }
}
