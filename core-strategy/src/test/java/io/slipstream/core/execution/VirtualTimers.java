package io.slipstream.core.execution;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Time that passes when told to. */
public final class VirtualTimers implements Timers {
    private record Timer(long at, long sequence, LongConsumer action) {}

    private long sequence;

    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::sequence));

    @Override
    public void at(long atNanos, LongConsumer action) {
        queue.add(new Timer(atNanos, sequence++, action));
    }

    public void runUntil(long now) {
        while (!queue.isEmpty() && queue.peek().at <= now) {
            Timer timer = queue.remove();
            timer.action.accept(timer.at);
        }
    }
}
