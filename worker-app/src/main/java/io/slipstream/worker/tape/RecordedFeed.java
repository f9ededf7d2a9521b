package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A feed on the tape, and the count of what it could not record. */
final class RecordedFeed implements TapeFeed {

    private final int id;
    private final String name;
    private final TapeQueue queue;
    private volatile boolean losing;
    private long lost;
    private long lostFromNanos;
    private long lostUntilNanos;

    RecordedFeed(int id, String name, TapeQueue queue) {
        this.id = id;
        this.name = name;
        this.queue = queue;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    @Override
    public void frame(String text) {
        queue.offer(new Queued.Text(this, queue.wallNanos(), queue.monotonicNanos(), text));
    }

    @Override
    public void answer(String about, byte[] body) {
        queue.offer(new Queued.Answer(this, queue.wallNanos(), queue.monotonicNanos(), about, ByteBuffer.wrap(body)));
    }

    /** Some frames were not recorded. */
    synchronized void lose(long frames, long fromNanos, long untilNanos) {
        lostFromNanos = lost == 0 ? fromNanos : Math.min(lostFromNanos, fromNanos);
        lostUntilNanos = lost == 0 ? untilNanos : Math.max(lostUntilNanos, untilNanos);
        lost += frames;
        losing = true;
    }

    /** What was lost since the last call, null if nothing was. */
    Queued.@Nullable Gap takeGap() {
        return losing ? taken() : null;
    }

    private synchronized Queued.@Nullable Gap taken() {
        Queued.Gap gap = lost == 0 ? null : new Queued.Gap(this, lost, lostFromNanos, lostUntilNanos);
        lost = 0;
        losing = false;
        return gap;
    }
}
