package io.slipstream.worker.tape;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the tape does, as meters. */
final class TapeMeters {

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong segments = new AtomicLong();
    private final AtomicLong stopped = new AtomicLong();

    /** Shows them under names that begin so. */
    void register(MeterRegistry registry, String prefix) {
        count(registry, prefix + ".frames", "frames written", frames);
        count(registry, prefix + ".bytes", "bytes written, compressed", bytes);
        count(registry, prefix + ".dropped", "frames that came and are not on the tape", dropped);
        gauge(registry, prefix + ".segments", "segments kept", segments);
        gauge(registry, prefix + ".stopped", "1 while nothing can be recorded", stopped);
    }

    void written(long moreFrames, long moreBytes) {
        frames.addAndGet(moreFrames);
        bytes.addAndGet(moreBytes);
    }

    void dropped(long more) {
        dropped.addAndGet(more);
    }

    void segments(int now) {
        segments.set(now);
    }

    void stopped(boolean now) {
        stopped.set(now ? 1 : 0);
    }

    long frames() {
        return frames.get();
    }

    long bytes() {
        return bytes.get();
    }

    long dropped() {
        return dropped.get();
    }

    boolean isStopped() {
        return stopped.get() == 1;
    }

    private static void count(MeterRegistry registry, String name, String what, AtomicLong value) {
        FunctionCounter.builder(name, value, AtomicLong::get).description(what).register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String what, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get).description(what).register(registry);
    }
}
