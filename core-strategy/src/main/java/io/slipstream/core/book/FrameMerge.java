package io.slipstream.core.book;

import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Successive frames of one line about the same tokens as one frame that leads to the same books: of each level the last size, of
 * each top what the last frame states of it. Nothing of these tokens may have come between them. What is lost is what was
 * between: the tops that the earlier frames stated are not checked, and nobody sees what came and went. Owned by one thread at a
 * time.
 */
public final class FrameMerge {

    private final BookUpdate.Merged first;
    private final List<BookUpdate.Change> changes;
    private BookUpdate.Changes last;
    private long lastNanos;

    /** Begins with a frame and its arrival, epoch nanoseconds. */
    public FrameMerge(BookUpdate.Changes frame, long atNanos) {
        this.first = new BookUpdate.Merged(atNanos, frame.exchangeMillis());
        this.changes = new ArrayList<>(frame.changes());
        this.last = frame;
        this.lastNanos = atNanos;
    }

    /** When the last frame arrived, epoch nanoseconds. */
    public long lastNanos() {
        return lastNanos;
    }

    /**
     * Whether a frame may follow: the venue's time does not run backward, and it is told within a while of the first.
     *
     * @param longestNanos the while
     */
    public boolean takes(BookUpdate.Changes next, long atNanos, long longestNanos) {
        return next.exchangeMillis() >= last.exchangeMillis()
                && atNanos >= lastNanos
                && atNanos - first.sinceNanos() <= longestNanos;
    }

    /** The next frame follows, about the same tokens. */
    public void add(BookUpdate.Changes next, long atNanos) {
        changes.removeIf(old -> isOverwritten(old, next.changes()));
        changes.addAll(next.changes());
        last = next;
        lastNanos = atNanos;
    }

    /** All of them as one. */
    public BookUpdate.Changes toChanges() {
        List<BookUpdate.Change> all = new ArrayList<>(changes.size());
        int before = changes.size() - last.changes().size();
        for (int i = 0; i < changes.size(); i++) {
            BookUpdate.Change change = changes.get(i);
            BookUpdate.Change top = i < before ? lastOf(change.tokenId()) : change;
            all.add(top == null ? change : change.stating(top));
        }
        return new BookUpdate.Changes(all, last.exchangeMillis(), first);
    }

    private BookUpdate.@Nullable Change lastOf(TokenId tokenId) {
        for (BookUpdate.Change change : last.changes().reversed()) {
            if (change.tokenId().equals(tokenId)) {
                return change;
            }
        }
        return null;
    }

    private static boolean isOverwritten(BookUpdate.Change old, List<BookUpdate.Change> by) {
        for (int i = 0; i < by.size(); i++) {
            BookUpdate.Change change = by.get(i);
            if (change.price() == old.price()
                    && change.side() == old.side()
                    && change.tokenId().equals(old.tokenId())) {
                return true;
            }
        }
        return false;
    }
}
