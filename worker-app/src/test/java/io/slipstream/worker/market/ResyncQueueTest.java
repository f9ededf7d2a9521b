package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.TokenId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResyncQueueTest {

    private long nanos = 1;
    private final ResyncQueue queue = new ResyncQueue(() -> nanos, new Random(20_261_122));
    private final List<TokenId> tokens =
            IntStream.rangeClosed(1, 10).mapToObj(n -> TokenId.of("" + n)).toList();

    @Test
    void takesThoseAskedForBeforeThoseWhoseTurnItIs() {
        queue.include(tokens);
        queue.ask(List.of(tokens.get(7)));
        assertThat(queue.take(3, 2)).containsExactly(tokens.get(7), tokens.get(0), tokens.get(1));
    }

    @Test
    void comesRoundToEveryToken() {
        queue.include(tokens);
        List<TokenId> taken = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            taken.addAll(queue.take(100, 2));
        }
        assertThat(taken).containsExactlyElementsOf(tokens);
        assertThat(queue.take(100, 1)).containsExactly(tokens.getFirst());
    }

    @Test
    void takesNoMoreThanItMay() {
        queue.ask(tokens);
        assertThat(queue.take(4, 4)).hasSize(4);
        assertThat(queue.take(100, 0)).hasSize(6);
        assertThat(queue.take(100, 0)).isEmpty();
    }

    /** A venue that contradicts itself must not be asked ten times a second for ever. */
    @Test
    void letsATokenWaitLongerEachTimeItIsAskedForAgain() {
        int asked = 0;
        for (int tick = 0; tick < 6_000; tick++) {
            nanos += Duration.ofMillis(10).toNanos();
            queue.ask(tokens.subList(0, 1));
            asked += queue.take(100, 0).size();
        }
        // the first after 0.2 s or so, the last ones 15 s apart
        assertThat(asked).isBetween(8, 16);
    }

    @Test
    void beginsAnewWithATokenThatWasLeftInPeace() {
        for (int time = 0; time < 3; time++) {
            queue.ask(tokens.subList(0, 1));
            assertThat(queue.take(100, 0)).hasSize(1);
            nanos += Duration.ofSeconds(31).toNanos();
        }
    }

    @Test
    void forgetsWhatIsNotKept() {
        queue.include(tokens);
        queue.ask(tokens);
        queue.exclude(tokens);
        assertThat(queue.take(100, 100)).isEmpty();
        assertThat(queue.size()).isZero();
    }
}
