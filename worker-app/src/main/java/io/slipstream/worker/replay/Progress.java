package io.slipstream.worker.replay;

import io.slipstream.worker.session.Sessions;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Says now and then how far a replay is. */
final class Progress {

    private static final long BETWEEN_NANOS = 2_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final String what;
    private final long totalEvents;
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final long beganNanos;
    private long saidNanos;

    Progress(String what, Sessions.Glance session, PrintWriter out, LongSupplier nanoTime) {
        this.what = what;
        this.totalEvents = session.events();
        this.out = out;
        this.nanoTime = nanoTime;
        this.beganNanos = nanoTime.getAsLong();
        this.saidNanos = beganNanos;
    }

    /** So many events are done, and this moment is reached. */
    void at(long events, long atNanos) {
        long now = nanoTime.getAsLong();
        if (now - saidNanos >= BETWEEN_NANOS) {
            saidNanos = now;
            out.printf(
                    "%s: %d %% (%s), %,.0f events/s%n",
                    what,
                    events * 100 / Math.max(1, totalEvents),
                    SessionOptions.moment(atNanos),
                    events / seconds(now));
            out.flush();
        }
    }

    /** It is over. */
    void done(long events) {
        double seconds = seconds(nanoTime.getAsLong());
        out.printf("%s: %,d events in %.1f s, %,.0f events/s%n", what, events, seconds, events / seconds);
        out.flush();
    }

    private double seconds(long nowNanos) {
        return Math.max(1, nowNanos - beganNanos) / NANOS_PER_SECOND;
    }
}
