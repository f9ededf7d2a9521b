package io.slipstream.core.book;

import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books kept from {@link BookUpdate}s. A book is trusted from a snapshot on until its feed is interrupted, its price grid
 * changes, or its top differs from what the venue says it is; then it is closed to trading and a resync is asked for.
 * Owned by one thread.
 */
public final class LiveBooks implements BookStore {

    private final Map<TokenId, Entry> entries = new HashMap<>();
    private final Consumer<TokenId> subscriber;
    private long mismatches;
    private long checkedTops;
    private int trusted;

    /**
     * Starts without books.
     *
     * @param subscriber told once of each token whose book is wanted
     */
    public LiveBooks(Consumer<TokenId> subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public void subscribe(TokenId tokenId) {
        Entry entry = entry(tokenId);
        if (!entry.subscribed) {
            entry.subscribed = true;
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
        Entry entry = entries.get(tokenId);
        return entry != null && entry.trusted ? entry.book : null;
    }

    /**
     * Applies an update.
     *
     * @return tokens whose book is no longer trusted because of it and need a snapshot, in order of appearance
     */
    public List<TokenId> apply(BookUpdate update) {
        return switch (update) {
            case BookUpdate.Snapshot snapshot -> applySnapshot(snapshot);
            case BookUpdate.Changes changes -> applyChanges(changes);
            case BookUpdate.TickChanged changed -> distrust(List.of(changed.tokenId()));
            case BookUpdate.Interrupted interrupted -> distrust(interrupted.tokenIds());
            case BookUpdate.Print _ -> List.of();
        };
    }

    /** Gives up a token that does not trade any more. */
    public void forget(TokenId tokenId) {
        Entry entry = entries.remove(tokenId);
        if (entry != null) {
            trust(entry, false);
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

    private List<TokenId> applySnapshot(BookUpdate.Snapshot snapshot) {
        Entry entry = entry(snapshot.tokenId());
        if (snapshot.exchangeMillis() < entry.exchangeMillis) {
            // it raced with newer deltas: a book is ahead of it, and one that waits for a snapshot needs a later one
            return entry.trusted ? List.of() : List.of(snapshot.tokenId());
        }
        entry.book.replace(snapshot.bids(), snapshot.asks());
        entry.exchangeMillis = snapshot.exchangeMillis();
        entry.snapshotMillis = snapshot.exchangeMillis();
        trust(entry, true);
        return List.of();
    }

    private List<TokenId> applyChanges(BookUpdate.Changes frame) {
        for (BookUpdate.Change change : frame.changes()) {
            Entry entry = entries.get(change.tokenId());
            if (entry == null) {
                continue;
            }
            if (entry.trusted && frame.exchangeMillis() >= entry.snapshotMillis) {
                entry.book.set(change.side(), change.price(), change.sizeMicros());
                entry.touched = true;
            } else if (!entry.trusted) {
                entry.exchangeMillis = Math.max(entry.exchangeMillis, frame.exchangeMillis());
            }
        }
        Set<TokenId> broken = new LinkedHashSet<>();
        for (BookUpdate.Change change : frame.changes()) {
            Entry entry = entries.get(change.tokenId());
            if (entry == null || !entry.touched) {
                continue;
            }
            entry.exchangeMillis = Math.max(entry.exchangeMillis, frame.exchangeMillis());
            if (!agrees(entry.book, change)) {
                mismatches++;
                trust(entry, false);
                broken.add(change.tokenId());
            }
        }
        for (BookUpdate.Change change : frame.changes()) {
            Entry entry = entries.get(change.tokenId());
            if (entry != null) {
                entry.touched = false;
            }
        }
        return List.copyOf(broken);
    }

    private boolean agrees(OrderBook book, BookUpdate.Change change) {
        if (change.bestBid() < 0 || change.bestAsk() < 0) {
            return true;
        }
        checkedTops++;
        return book.bestBid() == change.bestBid() && book.bestAsk() == change.bestAsk();
    }

    private List<TokenId> distrust(List<TokenId> tokenIds) {
        List<TokenId> lost = new ArrayList<>();
        for (TokenId tokenId : tokenIds) {
            Entry entry = entries.get(tokenId);
            if (entry != null && entry.trusted) {
                trust(entry, false);
                lost.add(tokenId);
            }
        }
        return lost;
    }

    private void trust(Entry entry, boolean trust) {
        if (entry.trusted != trust) {
            entry.trusted = trust;
            trusted += trust ? 1 : -1;
        }
    }

    private Entry entry(TokenId tokenId) {
        return entries.computeIfAbsent(tokenId, _ -> new Entry());
    }

    private static final class Entry {
        private final OrderBook book = new LadderBook();
        private boolean subscribed;
        private boolean trusted;
        private boolean touched;
        private long snapshotMillis;
        private long exchangeMillis;
    }
}
