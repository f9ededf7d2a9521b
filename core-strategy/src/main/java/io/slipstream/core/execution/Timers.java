package io.slipstream.core.execution;

import java.util.function.LongConsumer;

/** Event time: what is due is run before any event that is later. */
public interface Timers {

    /**
     * Runs the action once.
     *
     * @param atNanos epoch nanoseconds; the action is given this time
     */
    void at(long atNanos, LongConsumer action);
}
