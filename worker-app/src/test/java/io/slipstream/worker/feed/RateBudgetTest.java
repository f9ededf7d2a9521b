package io.slipstream.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateBudgetTest {

    private long now;
    private final RateBudget budget = new RateBudget(20, () -> now);

    @Test
    void spacesRequestsOut() {
        assertThat(budget.book()).isZero();
        assertThat(budget.book()).isEqualTo(Duration.ofMillis(50));
        assertThat(budget.book()).isEqualTo(Duration.ofMillis(100));
        now += Duration.ofSeconds(10).toNanos();
        assertThat(budget.book()).as("what was not used is not saved up").isZero();
        assertThat(budget.book()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void asksHalfAsOftenAfterARefusalAndNotBeforeItMay() {
        budget.tooOften(Duration.ofSeconds(7));
        assertThat(budget.pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(budget.perSecond()).isEqualTo(10);
        budget.tooOften(Duration.ZERO);
        assertThat(budget.perSecond())
                .as("what was under way is refused together")
                .isEqualTo(10);
        for (int i = 0; i < 20; i++) {
            now += Duration.ofSeconds(1).toNanos();
            budget.tooOften(Duration.ZERO);
        }
        assertThat(budget.perSecond())
                .as("no pause of its own is above a second")
                .isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            budget.answered();
        }
        assertThat(budget.perSecond()).isEqualTo(20);
    }
}
