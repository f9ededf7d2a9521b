package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The books that wait while the engine cannot keep up. A frame joins the one before it of the same line about the same market,
 * and both wait at the place of the later; but not across a trade or a snapshot of the market, across anything that happened to
 * lines, or across anything that is not market data, so that each of those meets the book that it met before. What finds no room
 * is not taken, and a doubt of these books tells the engine so. Guarded by the inbox's lock.
 */
final class WaitingBooks {

    /** How much longer a change may wait than it must: so much older may a book be than its age says. */
    static final Duration LONGEST_SPAN = Duration.ofMillis(250);

    private static final String REASON = "the engine could not keep up";

    private final InboxQueue queue;
    private final InboxLane books;
    private final InboxLane lines;
    private final InboxPressure pressure;
    private final Map<TokenId, WaitingMarket> markets = new HashMap<>();
    private long events;
    private long lineEvents;

    WaitingBooks(InboxQueue queue, InboxLane books, InboxLane lines, InboxPressure pressure) {
        this.queue = queue;
        this.books = books;
        this.lines = lines;
        this.pressure = pressure;
    }

    /** The engine keeps up again: nothing joins what waits now. */
    void clear() {
        markets.clear();
    }

    /** Something comes that is not market data. */
    void endMerging() {
        events++;
    }

    /** Something happens to a line, or a grid changes: what tokens are affected is not looked at, it is rare. */
    void lineEvent() {
        events++;
        lineEvents++;
    }

    /** A trade comes: it is of the book as it was told of before it. */
    void print(BookUpdate.Print print) {
        WaitingMarket market = markets.get(print.tokenId());
        if (market != null) {
            market.seal();
        }
    }

    /** Takes a snapshot. None is merged with anything: one that the book then refuses would leave it without the changes before. */
    void snapshot(EngineEvent.MarketData data, BookUpdate.Snapshot snapshot) {
        WaitingMarket market = markets.get(snapshot.tokenId());
        if (!books.isFull()) {
            if (market != null) {
                market.seal();
                market.endDoubts();
            }
            queue.append(new InboxEntry(data, books));
            return;
        }
        WaitingMarket known = market == null ? market(List.of(snapshot.tokenId())) : market;
        WaitingMarket.Told told = known.told(data.line());
        if (!doubts(told)) {
            doubt(data, known, told, new BookUpdate.Doubted(known.tokenIds(), REASON));
        }
        pressure.lost();
    }

    /** Takes a frame. */
    void frame(EngineEvent.MarketData data, BookUpdate.Changes frame) {
        WaitingMarket market = market(tokens(frame));
        WaitingMarket.Told told = market.told(data.line());
        InboxEntry open = told.open;
        InboxEntry doubt = told.doubt;
        if (doubt != null && doubts(told)) {
            doubt.lose(frame.exchangeMillis()); // not trusted from there on: only its time matters
            pressure.lost();
        } else if (open != null
                && open.waits()
                && told.openSince == events
                && open.join(frame, data.atNanos(), LONGEST_SPAN.toNanos())) {
            queue.remove(open);
            queue.append(open);
            pressure.merged();
        } else if (books.isFull()) {
            doubt(data, market, told, new BookUpdate.Doubted(market.tokenIds(), REASON, frame.exchangeMillis()));
            pressure.lost();
        } else {
            InboxEntry entry = new InboxEntry(data, books);
            queue.append(entry);
            told.open = market.isWhole() ? entry : null;
            told.openSince = events;
        }
    }

    private boolean doubts(WaitingMarket.Told told) {
        return told.doubt != null && told.doubt.waits() && told.doubtSince == lineEvents;
    }

    /** Waits for no room: there is at most one for a market between two of its snapshots. */
    private void doubt(
            EngineEvent.MarketData data, WaitingMarket market, WaitingMarket.Told told, BookUpdate.Doubted doubted) {
        InboxEntry entry = new InboxEntry(new EngineEvent.MarketData(data.atNanos(), data.line(), doubted), lines);
        queue.append(entry);
        market.seal();
        told.doubt = entry;
        told.doubtSince = lineEvents;
        pressure.doubted();
    }

    /** The market of these tokens. Where they were told of together with others, nothing joins what waits of those. */
    private WaitingMarket market(List<TokenId> tokenIds) {
        WaitingMarket known = tokenIds.isEmpty() ? null : markets.get(tokenIds.getFirst());
        if (known != null && known.isOf(tokenIds)) {
            return known;
        }
        WaitingMarket market = new WaitingMarket(tokenIds);
        for (TokenId tokenId : tokenIds) {
            WaitingMarket other = markets.put(tokenId, market);
            if (other != null) {
                other.seal();
                other.endDoubts();
            }
        }
        return market;
    }

    private static List<TokenId> tokens(BookUpdate.Changes frame) {
        List<TokenId> tokenIds = new ArrayList<>(2);
        for (BookUpdate.Change change : frame.changes()) {
            if (!tokenIds.contains(change.tokenId())) {
                tokenIds.add(change.tokenId());
            }
        }
        return tokenIds;
    }
}
