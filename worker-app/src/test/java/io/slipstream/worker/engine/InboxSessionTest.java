package io.slipstream.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Books behind an inbox that is too small, beside books that see everything, in random sessions. {@code -Dinbox.seed=} repeats a
 * session.
 */
class InboxSessionTest {

    private final long seed = Long.getLong("inbox.seed", 20_261_122);

    /** Every trade and every other event meets the same books as if there were no inbox, or books that are not trusted. */
    @Test
    @Timeout(120)
    void leadsToTheSameBooksOrToNoneThatAreTrusted() throws InterruptedException {
        long merged = 0;
        long doubted = 0;
        long compared = 0;
        for (int number = 0; number < 120; number++) {
            InboxSession session = new InboxSession(seed + number, 1_024 >> (number % 5));
            session.play(100, 80);
            session.play(1_500, 10 + number % 50);
            session.play(200, 80);
            session.play(1_000, 5 + number % 40);
            session.comeToRest();
            session.assertNothingIsLostAndThePastIsTrue();
            merged += session.inbox().merged();
            doubted += session.inbox().doubted();
            compared += session.compared();
        }
        assertThat(merged).as("frames were merged").isGreaterThan(5_000);
        assertThat(doubted).as("books were doubted").isGreaterThan(1_000);
        assertThat(compared).as("books that could be trusted were met").isGreaterThan(5_000);
    }
}
