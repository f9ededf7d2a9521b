package io.slipstream.worker.node;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How one endpoint has fared since the worker started. Thread-safe. */
public final class NodeRecord {

    private static final long LONGEST_LAG_MICROS = 600_000_000L;

    private final String endpoint;
    private final Transport transport;
    private final LongAdder wins = new LongAdder();
    private final LongAdder confirmations = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Histogram lagMicros = new ConcurrentHistogram(LONGEST_LAG_MICROS, 2);
    private volatile State state = State.DOWN;
    private volatile String detail = "not connected yet";
    private volatile @Nullable Instant lastContent;
    private volatile long head = -1;

    /** How an endpoint is reached. */
    public enum Transport {
        /** It pushes. */
        WS,
        /** It is asked. */
        HTTP
    }

    /** What is thought of an endpoint. */
    public enum State {
        /** It keeps up. */
        LIVE,
        /** It answers and is not relied upon; it is probed again. */
        DEMOTED,
        /** It does not answer. */
        DOWN
    }

    NodeRecord(String endpoint, Transport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
    }

    /** The record of an endpoint that nobody connects to. */
    public static NodeRecord unused(String name) {
        return new NodeRecord(name, Transport.WS);
    }

    /** Host and port, with a number where two are the same. */
    public String endpoint() {
        return endpoint;
    }

    /** How it is reached. */
    public Transport transport() {
        return transport;
    }

    /** What is thought of it. */
    public State state() {
        return state;
    }

    /** Why, in a sentence. */
    public String detail() {
        return detail;
    }

    /** The newest block it knows, -1 if it has not said. */
    public long head() {
        return head;
    }

    /** When it last delivered anything, null if never. */
    public @Nullable Instant lastContent() {
        return lastContent;
    }

    /** Fills it delivered before all others. */
    public long wins() {
        return wins.sum();
    }

    /** Fills it delivered after another. */
    public long confirmations() {
        return confirmations.sum();
    }

    /** Fills others delivered and it did not. */
    public long misses() {
        return misses.sum();
    }

    /** Errors, refusals and lost connections. */
    public long errors() {
        return errors.sum();
    }

    /** How long after the first it delivered, in microseconds; 0 while nothing is known. */
    public long lagMicros(double percentile) {
        return lagMicros.getTotalCount() == 0 ? 0 : lagMicros.getValueAtPercentile(percentile);
    }

    void won() {
        wins.increment();
        lagMicros.recordValue(0);
    }

    void confirmed(long lagNanos) {
        confirmations.increment();
        lagMicros.recordValue(Math.clamp(lagNanos / 1_000, 0, LONGEST_LAG_MICROS));
    }

    void missed() {
        misses.increment();
    }

    void failed(String how) {
        errors.increment();
        detail = how;
    }

    void delivered(Instant at) {
        lastContent = at;
    }

    void head(long number) {
        head = number;
    }

    void become(State now, String why) {
        state = now;
        detail = why;
    }
}
