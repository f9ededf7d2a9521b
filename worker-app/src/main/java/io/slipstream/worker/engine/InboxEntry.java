package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.FrameMerge;
import io.slipstream.core.engine.EngineEvent;
import org.jspecify.annotations.Nullable;

/** A place in the inbox's queue. Guarded by the inbox's lock until it is taken, then its taker's own. */
final class InboxEntry {

    private static final int BYTES_OF_A_PLACE = 1_024;

    final InboxLane lane;
    final int places;

    @Nullable
    InboxEntry before;

    @Nullable
    InboxEntry after;

    private EngineEvent event;
    private @Nullable FrameMerge merge;
    private boolean waiting = true;

    InboxEntry(EngineEvent event, InboxLane lane) {
        this.event = event;
        this.lane = lane;
        this.places = Math.clamp(HeapEstimate.of(event) / BYTES_OF_A_PLACE, 1, Integer.MAX_VALUE / 2);
    }

    /** Whether the engine has not taken it yet. */
    boolean waits() {
        return waiting;
    }

    void taken() {
        waiting = false;
    }

    long atNanos() {
        return merge == null ? event.atNanos() : merge.lastNanos();
    }

    /**
     * A later frame of its line about the same tokens joins it.
     *
     * @return whether it could, see {@link FrameMerge#takes}
     */
    boolean join(BookUpdate.Changes frame, long atNanos, long longestNanos) {
        FrameMerge begun = merge == null ? begin() : merge;
        if (begun == null || !begun.takes(frame, atNanos, longestNanos)) {
            return false;
        }
        begun.add(frame, atNanos);
        merge = begun;
        return true;
    }

    /** A doubt of these books is to cover what is lost now, too. */
    void lose(long millis) {
        if (event instanceof EngineEvent.MarketData(long at, int line, BookUpdate.Doubted doubted)) {
            event = new EngineEvent.MarketData(at, line, doubted.losing(millis));
        }
    }

    /** What the engine gets. */
    EngineEvent event() {
        if (merge != null && event instanceof EngineEvent.MarketData data) {
            return new EngineEvent.MarketData(merge.lastNanos(), data.line(), merge.toChanges());
        }
        return event;
    }

    private @Nullable FrameMerge begin() {
        return event instanceof EngineEvent.MarketData(long at, int _, BookUpdate.Changes frame)
                ? new FrameMerge(frame, at)
                : null;
    }
}
