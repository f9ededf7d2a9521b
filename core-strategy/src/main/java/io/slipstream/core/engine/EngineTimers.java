package io.slipstream.core.engine;

import io.slipstream.core.execution.Timers;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Timers in event time; those due at the same instant run in the order in which they were set. */
final class EngineTimers implements Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long sequence;

    @Override
    public void at(long atNanos, LongConsumer action) {
        queue.add(new Timer(atNanos, sequence++, action));
    }

    int size() {
        return queue.size();
    }

    OptionalLong next() {
        Timer first = queue.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.atNanos());
    }

    void runUntil(long nowNanos) {
        for (Timer timer = queue.peek(); timer != null && timer.atNanos() <= nowNanos; timer = queue.peek()) {
            queue.remove();
            timer.action().accept(timer.atNanos());
        }
    }

    private record Timer(long atNanos, long sequence, LongConsumer action) implements Comparable<Timer> {

        @Override
        public int compareTo(Timer other) {
            return atNanos == other.atNanos
                    ? Long.compare(sequence, other.sequence)
                    : Long.compare(atNanos, other.atNanos);
        }
    }
}
