package io.slipstream.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.engine.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for a database that is away. */
@Timeout(20)
class FactQueueTest {

    private static final int KIB = 1 << 10;

    @Test
    void letsTheEngineWaitWhenTheBytesAreUsedUp() throws InterruptedException {
        FactQueue queue = new FactQueue(1_000, 100L * KIB);
        queue.put(facts("a", 60 * KIB));
        Thread engine = Thread.ofPlatform().daemon().start(() -> putQuietly(queue, facts("b", 60 * KIB)));
        await().until(() -> engine.getState() == Thread.State.WAITING);
        assertThat(queue.size()).isOne();
        assertThat(queue.bytes()).isBetween(60L * KIB, 62L * KIB);
        assertThat(taken(queue, 10)).containsExactly(facts("a", 60 * KIB));
        engine.join();
        assertThat(taken(queue, 10)).containsExactly(facts("b", 60 * KIB));
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void letsTheEngineWaitWhenTheEventsAreUsedUp() throws InterruptedException {
        FactQueue queue = new FactQueue(2, 100L * KIB);
        queue.put(facts("a", 1));
        queue.put(facts("b", 1));
        Thread engine = Thread.ofPlatform().daemon().start(() -> putQuietly(queue, facts("c", 1)));
        await().until(() -> engine.getState() == Thread.State.WAITING);
        assertThat(taken(queue, 1)).containsExactly(facts("a", 1));
        engine.join();
        assertThat(taken(queue, 10)).containsExactly(facts("b", 1), facts("c", 1));
    }

    @Test
    void takesWhatIsLargerThanAllRoomWhenNothingWaits() throws InterruptedException {
        FactQueue queue = new FactQueue(2, KIB);
        queue.put(facts("a", 10 * KIB));
        assertThat(taken(queue, 10)).hasSize(1);
        assertThat(taken(queue, 10)).isEmpty();
    }

    private static List<List<Effect.Fact>> taken(FactQueue queue, int most) throws InterruptedException {
        List<List<Effect.Fact>> taken = new ArrayList<>();
        queue.take(taken, most, Duration.ofMillis(1));
        return taken;
    }

    private static void putQuietly(FactQueue queue, List<Effect.Fact> facts) {
        try {
            queue.put(facts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Effect.Fact> facts(String name, int length) {
        return List.of(new Effect.LogRejected(1, "polygon", name, "x".repeat(length)));
    }
}
