package io.slipstream.benchmarks.wire;

import io.slipstream.core.chain.Address;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The same logs to several subscribers at a fixed rate. The writes of one log are spread evenly over its time, so that no
 * subscriber works while another's frame is on its way, and who is written to first changes with every log.
 */
public final class LogStream {

    private static final int LOGS_A_BLOCK = 1_750;
    private static final int[][] ORDERS = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}};

    private final List<Subscriber> subscribers;
    private final List<Address> makers;
    private long next;

    /**
     * A log of the stream.
     *
     * @param number from 0 on
     */
    public record Entry(long number, Address maker, long block) {}

    /** To at most three subscribers; makers take their turns. */
    public LogStream(List<Subscriber> subscribers, List<Address> makers) {
        this.subscribers = List.copyOf(subscribers);
        this.makers = List.copyOf(makers);
    }

    /** Writes so many more logs; answers after the last. */
    public void run(int logs, int logsPerSecond) throws IOException {
        long slot = TimeUnit.SECONDS.toNanos(1) / logsPerSecond / subscribers.size();
        long due = System.nanoTime();
        for (long end = next + logs; next < end; next++) {
            long block = LogText.FIRST_BLOCK + next / LOGS_A_BLOCK;
            if (next % LOGS_A_BLOCK == 0) {
                for (Subscriber subscriber : subscribers) {
                    subscriber.pushHead(block);
                }
            }
            // a step that meets all makers in an order that is none
            Entry entry = new Entry(next, makers.get((int) (next * 7_919 % makers.size())), block);
            for (int turn : ORDERS[(int) (next % ORDERS.length)]) {
                if (turn < subscribers.size()) {
                    awaitNanos(due);
                    subscribers.get(turn).pushLog(entry);
                    due += slot;
                }
            }
        }
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
