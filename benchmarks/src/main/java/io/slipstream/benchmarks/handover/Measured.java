package io.slipstream.benchmarks.handover;

import com.sun.management.ThreadMXBean;
import io.slipstream.benchmarks.wire.LogText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a subscriber has seen of the stream: for every log that counts one latency per column, and what the thread that
 * handed it over allocated. Every column is written by one thread.
 */
public final class Measured {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int first;
    private final long[][] columns;
    private final CountDownLatch open;
    private long allocatedBefore;
    private volatile long allocated;

    /**
     * For the logs from the first that counts up to the total.
     *
     * @param columns how many latencies there are of each
     */
    public Measured(int first, int total, int columns) {
        this.first = first;
        this.columns = new long[columns][total - first];
        this.open = new CountDownLatch(columns);
    }

    /** A log whose transaction has this hash is where the column says, at this moment. */
    public void record(int column, String txHash, long nanos) {
        record(column, txHash, LogText.writtenNanosOf(txHash), nanos);
    }

    /** The same with another beginning than the node's write. */
    public void record(int column, String txHash, long fromNanos, long nanos) {
        int at = (int) LogText.numberOf(txHash) - first;
        if (at < 0) {
            return;
        }
        if (column == 0 && at == 0) {
            allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        }
        columns[column][at] = nanos - fromNanos;
        if (at == columns[column].length - 1) {
            if (column == 0) {
                allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
            }
            open.countDown();
        }
    }

    /** Waits for the last log and writes everything to a file, a line for each log. */
    public void writeTo(Path file, long patienceSeconds) throws IOException, InterruptedException {
        if (!open.await(patienceSeconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the last log did not come");
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int log = 0; log < columns[0].length; log++) {
                int row = log;
                out.write(String.join(
                        " ",
                        IntStream.range(0, columns.length)
                                .mapToObj(column -> Long.toString(columns[column][row]))
                                .toList()));
                out.newLine();
            }
            out.write("allocated " + allocated / (columns[0].length - 1));
            out.newLine();
        }
    }
}
