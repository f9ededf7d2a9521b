package io.slipstream.sim.clob;

import io.slipstream.sim.lapse.Share;
import io.slipstream.sim.market.Draw;
import java.util.concurrent.CountDownLatch;

/** A way in which the REST answers with books err; each kind is on once at most. */
public sealed interface BookFault {

    /**
     * Answers are made at once and delivered later.
     *
     * @param share of the answers
     * @param leastMillis shortest delay
     * @param mostMillis longest delay
     * @param draw where delays are drawn from
     * @param over counted down when it ends; answers that wait are delivered then
     */
    record DelayAnswers(Share share, int leastMillis, int mostMillis, Draw draw, CountDownLatch over)
            implements BookFault {}

    /**
     * Answers show books of the past, with their times.
     *
     * @param share of the answers
     * @param millisOld how old they are
     */
    record StaleBooks(Share share, int millisOld) implements BookFault {}

    /**
     * Answers leave books out.
     *
     * @param share of the books
     */
    record PartialBooks(Share share) implements BookFault {}
}
