package io.slipstream.core.book;

import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books kept from {@link BookUpdate}s. A book is trusted from a snapshot on until its feed is interrupted, its price grid
 * changes, or its top differs from what the venue says it is; then it is closed to trading and a resync is asked for.
 * Owned by one thread.
 */
public final class LiveBooks implements BookStore {

    private final Map<TokenId, LiveBook> books = new HashMap<>();
    private final Consumer<TokenId> subscriber;
    private final long windowNanos;
    private final TickBook scratch = new TickBook();
    private long mismatches;
    private long checkedTops;
    private int trusted;

    /**
     * Starts without books.
     *
     * @param windowNanos how far back books can be asked for
     * @param subscriber told once of each token whose book is wanted
     */
    public LiveBooks(long windowNanos, Consumer<TokenId> subscriber) {
        this.windowNanos = windowNanos;
        this.subscriber = subscriber;
    }

    @Override
    public void subscribe(TokenId tokenId) {
        if (live(tokenId).subscribe()) {
            subscriber.accept(tokenId);
        }
    }

    @Override
    public @Nullable Quote bestBidAsk(TokenId tokenId) {
        OrderBook book = book(tokenId);
        return book == null ? null : new Quote(book.bestBid(), book.bestAsk());
    }

    @Override
    public @Nullable OrderBook book(TokenId tokenId) {
        LiveBook live = books.get(tokenId);
        return live != null && live.trusted() ? live.book() : null;
    }

    @Override
    public PastBook bookAt(TokenId tokenId, long momentNanos, long nowNanos) {
        LiveBook live = books.get(tokenId);
        return live == null ? new PastBook.Outside(nowNanos, nowNanos) : live.at(momentNanos, nowNanos);
    }

    /**
     * Applies an update.
     *
     * @param nowNanos when it arrived, epoch nanoseconds; never runs backward
     * @return tokens whose book is no longer trusted because of it and need a snapshot, in order of appearance
     */
    public List<TokenId> apply(BookUpdate update, long nowNanos) {
        return switch (update) {
            case BookUpdate.Snapshot snapshot -> applySnapshot(snapshot, nowNanos);
            case BookUpdate.Changes changes -> applyChanges(changes, nowNanos);
            case BookUpdate.TickChanged changed -> distrust(List.of(changed.tokenId()), nowNanos);
            case BookUpdate.Interrupted interrupted -> distrust(interrupted.tokenIds(), nowNanos);
            case BookUpdate.Print _ -> List.of();
        };
    }

    /** Gives up a token that does not trade any more. */
    public void forget(TokenId tokenId) {
        LiveBook live = books.remove(tokenId);
        if (live != null && live.trusted()) {
            trusted--;
        }
    }

    /** How often the top of a trusted book was compared with the venue's word. */
    public long checkedTops() {
        return checkedTops;
    }

    /** How often it differed. */
    public long mismatches() {
        return mismatches;
    }

    /** How many books are trusted now. */
    public int trusted() {
        return trusted;
    }

    private List<TokenId> applySnapshot(BookUpdate.Snapshot snapshot, long nowNanos) {
        LiveBook live = live(snapshot.tokenId());
        boolean before = live.trusted();
        if (!live.replace(snapshot, scratch, nowNanos)) {
            // it raced with newer deltas: a book is ahead of it, and one that waits for a snapshot needs a later one
            return before ? List.of() : List.of(snapshot.tokenId());
        }
        trusted += before ? 0 : 1;
        return List.of();
    }

    private List<TokenId> applyChanges(BookUpdate.Changes frame, long nowNanos) {
        for (BookUpdate.Change change : frame.changes()) {
            LiveBook live = books.get(change.tokenId());
            if (live != null) {
                live.apply(change, frame.exchangeMillis(), nowNanos);
            }
        }
        List<TokenId> broken = List.of();
        for (BookUpdate.Change change : frame.changes()) {
            LiveBook live = books.get(change.tokenId());
            if (live == null || !live.trusted() || !live.wasTouched()) {
                continue;
            }
            checkedTops += live.states(change) ? 1 : 0;
            if (!live.agrees(change)) {
                mismatches++;
                broken = broken.isEmpty() ? new ArrayList<>() : broken;
                broken.add(change.tokenId());
                distrust(live, nowNanos);
            }
        }
        for (BookUpdate.Change change : frame.changes()) {
            LiveBook live = books.get(change.tokenId());
            if (live != null) {
                live.endFrame();
            }
        }
        return broken;
    }

    private List<TokenId> distrust(List<TokenId> tokenIds, long nowNanos) {
        List<TokenId> lost = new ArrayList<>();
        for (TokenId tokenId : tokenIds) {
            LiveBook live = books.get(tokenId);
            if (live != null && distrust(live, nowNanos)) {
                lost.add(tokenId);
            }
        }
        return lost;
    }

    private boolean distrust(LiveBook live, long nowNanos) {
        boolean changed = live.distrust(nowNanos);
        trusted -= changed ? 1 : 0;
        return changed;
    }

    private LiveBook live(TokenId tokenId) {
        return books.computeIfAbsent(tokenId, _ -> new LiveBook(windowNanos));
    }
}
