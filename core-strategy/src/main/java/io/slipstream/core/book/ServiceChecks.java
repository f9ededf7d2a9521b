package io.slipstream.core.book;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Which books are to be looked at when, each once at most. In event time; owned by one thread. */
final class ServiceChecks {

    private final PriorityQueue<Check> queue = new PriorityQueue<>();
    private long sequence;

    private record Check(long atNanos, long sequence, LiveBook book) implements Comparable<Check> {

        boolean isValid() {
            return book.service().checkNanos() == atNanos;
        }

        @Override
        public int compareTo(Check other) {
            return atNanos == other.atNanos
                    ? Long.compare(sequence, other.sequence)
                    : Long.compare(atNanos, other.atNanos);
        }
    }

    /** A book has something to be looked at; that it is later than noted shows when it is looked at. */
    void schedule(LiveBook book) {
        long due = book.service().dueNanos();
        if (due < book.service().checkNanos()) {
            book.service().checkAt(due);
            queue.add(new Check(due, sequence++, book));
        }
    }

    /** A book is given up. */
    void forget(LiveBook book) {
        book.service().checkAt(Long.MAX_VALUE);
        queue.removeIf(check -> check.book == book);
    }

    /** The earliest moment at which one is due, {@link Long#MAX_VALUE} if there is none. */
    long nextNanos() {
        Check first = queue.peek();
        return first == null ? Long.MAX_VALUE : first.atNanos;
    }

    /** Takes the next that is due; null if there is none. */
    @Nullable
    LiveBook next(long nowNanos) {
        for (Check first = queue.peek(); first != null && first.atNanos <= nowNanos; first = queue.peek()) {
            queue.remove();
            if (first.isValid()) {
                first.book.service().checkAt(Long.MAX_VALUE);
                if (first.book.service().dueNanos() <= nowNanos) {
                    return first.book;
                }
                schedule(first.book);
            }
        }
        return null;
    }

    int size() {
        return queue.size();
    }
}
