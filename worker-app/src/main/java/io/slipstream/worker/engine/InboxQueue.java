package io.slipstream.worker.engine;

import org.jspecify.annotations.Nullable;

/** First in, first out; and whatever waits can be taken out of its place. Guarded by the inbox's lock. */
final class InboxQueue {

    private @Nullable InboxEntry first;
    private @Nullable InboxEntry last;

    @Nullable
    InboxEntry first() {
        return first;
    }

    void append(InboxEntry entry) {
        entry.before = last;
        entry.after = null;
        if (last == null) {
            first = entry;
        } else {
            last.after = entry;
        }
        last = entry;
        entry.lane.enter(entry.places);
    }

    void remove(InboxEntry entry) {
        InboxEntry before = entry.before;
        InboxEntry after = entry.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        entry.before = null;
        entry.after = null;
        entry.lane.leave(entry.places);
    }
}
