package io.slipstream.worker.tape;

import io.slipstream.worker.settings.TapeSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tape on a disk, written by a thread of its own. */
final class DiskTape implements Tape {

    private static final Logger log = LoggerFactory.getLogger(DiskTape.class);
    private static final long MOST_WAITING_BYTES = 64L << 20;
    /** Between two looks at an empty queue: feeds do not wake the writer, which would cost them more than the frame. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final TapeQueue queue;
    private final TapeWriter writer;
    private final Thread thread = Thread.ofPlatform().name("tape").unstarted(this::run);
    private volatile boolean running = true;

    private DiskTape(
            TapeSettings settings, TapeDisk disk, InstantSource clock, LongSupplier nanoTime, TapeMeters meters) {
        this.queue = new TapeQueue(MOST_WAITING_BYTES, clock, nanoTime, meters);
        this.writer = new TapeWriter(settings, disk, clock, nanoTime, queue, meters);
    }

    /** Begins to record. */
    static DiskTape start(TapeSettings settings, InstantSource clock, TapeMeters meters) {
        DiskTape tape = new DiskTape(settings, TapeDisk.REAL, clock, System::nanoTime, meters);
        tape.thread.start();
        return tape;
    }

    @Override
    public TapeFeed feed(String name) {
        return queue.feed(name);
    }

    @Override
    public State state() {
        return writer.state();
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                log.warn("the tape did not end within {} s; its last block may be missing", CLOSE_PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            if (!writer.turn() && running) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        writer.finish();
    }
}
