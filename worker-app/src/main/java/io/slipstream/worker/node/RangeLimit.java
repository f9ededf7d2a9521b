package io.slipstream.worker.node;

/**
 * How many blocks a node is asked for at once: shrunk when it refuses, grown back a little with every answer, and never
 * above what it has shown to answer badly for a while. Thread-safe.
 */
public final class RangeLimit {

    /** Blocks for which an empty answer is believed at once. */
    public static final int NARROW = 64;

    /** Answers after which a refused width is tried again. */
    private static final int FORGIVEN_AFTER = 200;

    private final int most;
    private int current;
    private int proven;
    private int ceiling;
    private int answersSinceRefusal;

    /** Begins with the most. */
    RangeLimit(int most) {
        this.most = most;
        this.current = most;
        this.ceiling = most;
        this.proven = Math.min(most, NARROW);
    }

    /** How many blocks it is asked for now. */
    public synchronized int current() {
        return current;
    }

    /** Whether an empty answer for so many blocks can be believed: the node has answered as many with content. */
    public synchronized boolean provenFor(long blocks) {
        return blocks <= proven;
    }

    /** It answered for so many. */
    public synchronized void answered(long blocks, boolean withContent) {
        if (withContent) {
            proven = (int) Math.max(proven, Math.min(most, blocks));
        }
        if (++answersSinceRefusal > FORGIVEN_AFTER) {
            ceiling = most;
        }
        if (blocks >= current) {
            current = Math.min(ceiling, current + Math.max(1, current / 4));
        }
    }

    /** It does not answer for so many. */
    public synchronized void refused(long blocks) {
        ceiling = (int) Math.max(1, Math.min(ceiling, blocks - 1));
        current = (int) Math.max(1, Math.min(current, blocks / 2));
        answersSinceRefusal = 0;
    }

    /** It answered so many blocks with nothing although there was something: nothing that wide is believed again. */
    public synchronized void lied(long blocks) {
        proven = Math.min(most, NARROW);
        ceiling = Math.clamp(blocks / 2, Math.min(NARROW, most), ceiling);
        current = Math.min(current, ceiling);
        answersSinceRefusal = 0;
    }
}
