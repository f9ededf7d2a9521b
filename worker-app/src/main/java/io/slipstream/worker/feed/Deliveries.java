package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Sources of the same content. Who is the last of them to deliver must not take long pauses. Thread-safe. */
public final class Deliveries {

    private final Duration fresh;
    private final LongSupplier nanoTime;
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    /**
     * No source yet.
     *
     * @param fresh for how long a delivery says that its source delivers
     */
    public Deliveries(Duration fresh, LongSupplier nanoTime) {
        this.fresh = fresh;
        this.nanoTime = nanoTime;
    }

    /** A source that nothing else can stand in for. */
    public static Source alone() {
        return new Deliveries(Duration.ZERO, System::nanoTime).source();
    }

    /** One more source, which has delivered nothing. */
    public Source source() {
        Source source = new Source();
        sources.add(source);
        return source;
    }

    /** Whether any of them delivers. */
    public boolean any() {
        return sources.stream().anyMatch(Source::delivers);
    }

    /** Whether one of them has delivered for so long without a break and without leaving anything out. */
    public boolean steadyFor(Duration time) {
        return sources.stream().anyMatch(source -> source.steadyFor(time));
    }

    /** One source. */
    public final class Source {
        private boolean delivering;
        private long sinceNanos;
        private long lastNanos;

        private Source() {}

        /** It delivered something of use. */
        public synchronized void delivered() {
            long now = nanoTime.getAsLong();
            if (!delivering || now - lastNanos > fresh.toNanos()) {
                sinceNanos = now;
            }
            delivering = true;
            lastNanos = now;
        }

        /** It is gone. */
        public synchronized void lost() {
            delivering = false;
        }

        /** It left out what others delivered. */
        public synchronized void leftOut() {
            sinceNanos = nanoTime.getAsLong();
        }

        /** Whether another one delivers what this one would. */
        public boolean othersDeliver() {
            return sources.stream().anyMatch(other -> other != this && other.delivers());
        }

        private synchronized boolean delivers() {
            return delivering && nanoTime.getAsLong() - lastNanos <= fresh.toNanos();
        }

        private synchronized boolean steadyFor(Duration time) {
            return delivers() && nanoTime.getAsLong() - sinceNanos >= time.toNanos();
        }
    }
}
