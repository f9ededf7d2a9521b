package io.slipstream.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void isTheSameEachTime() {
        Latency latency = new Latency.Constant(150);
        assertThat(first(latency, 3)).containsExactly(150, 150, 150);
        assertThat(latency.mostNanos()).isEqualTo(150);
    }

    /** Each of the four samples begins a quarter of what is drawn; the last has no neighbor above it. */
    @Test
    void drawsBetweenNeighborsOfWhatWasMeasured() {
        Latency latency = new Latency.Empirical(List.of(400L, 100L, 300L, 200L), 20_261_122);
        long[] drawn = first(latency, 40_000);
        assertThat(LongStream.of(drawn)).allMatch(nanos -> nanos >= 100 && nanos <= 400);
        assertThat(LongStream.of(drawn).filter(nanos -> nanos < 200).count()).isBetween(9_500L, 10_500L);
        assertThat(LongStream.of(drawn).filter(nanos -> nanos == 400).count()).isBetween(9_500L, 10_500L);
        assertThat(latency.mostNanos()).isEqualTo(400);
    }

    @Test
    void drawsTheSameFromTheSameSeedAndOnlyFromThat() {
        List<Long> samples = List.of(1L, 1_000_000L);
        assertThat(first(new Latency.Empirical(samples, 7), 100))
                .isEqualTo(first(new Latency.Empirical(samples, 7), 100));
        assertThat(first(new Latency.Empirical(samples, 7), 100))
                .isNotEqualTo(first(new Latency.Empirical(samples, 8), 100));
    }

    @Test
    void refusesWhatCannotBeDrawnFrom() {
        assertThatThrownBy(() -> new Latency.Empirical(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Latency.Empirical(List.of(5L, -1L), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Latency.Constant(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] first(Latency latency, int count) {
        LongSupplier draws = latency.draws();
        return LongStream.generate(draws).limit(count).toArray();
    }
}
