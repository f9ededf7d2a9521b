package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often what died is started again. */
class RestartsTest {

    private final Restarts restarts = new Restarts(Duration.ofSeconds(1));
    private Instant now = Instant.EPOCH;

    @Test
    void pausesLongerEachTimeAndEndsAfterFive() {
        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            assertThat(restarts.died(now)).contains(Duration.ofSeconds(pause));
            now = now.plusSeconds(60);
        }
        assertThat(restarts.died(now)).isEmpty();
    }

    @Test
    void forgetsWhatIsLongAgo() {
        for (int death = 0; death < 20; death++) {
            assertThat(restarts.died(now)).isPresent();
            now = now.plusSeconds(150);
        }
    }
}
