package io.slipstream.benchmarks.books;

import io.slipstream.benchmarks.wire.MarketText;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.TickBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The recording's frames as texts, with a snapshot of both outcomes wherever the recorder must have dropped one: where a book
 * that is built from changes alone does not have the top that a frame states. What is better than that top is taken away
 * then, and a share put where it says that there is something.
 */
final class SportsScript {

    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int MINUTES = 15;

    private final Map<TokenId, TickBook> plain = new HashMap<>();
    private final Map<TokenId, TickBook> mended = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final long[] stated = new long[MINUTES];
    private final long[] agreeing = new long[MINUTES];
    private int snapshots;
    private int changes;

    SportsScript(SportsRecording recording) {
        long begin = recording.frames().getFirst().exchangeMillis();
        long newest = begin;
        for (BookUpdate.Changes frame : recording.frames()) {
            compare(frame, (int) Math.max(0, (frame.exchangeMillis() - begin) / MILLIS_PER_MINUTE));
            // the recording steps back in time now and then, which a snapshot in between would not forgive
            newest = Math.max(newest, frame.exchangeMillis());
            write(new BookUpdate.Changes(frame.changes(), newest), recording.mirrors());
        }
    }

    List<String> texts() {
        return texts;
    }

    int changes() {
        return changes;
    }

    int snapshots() {
        return snapshots;
    }

    /** The share of stated tops that a book of changes alone had, in each minute. */
    String agreement() {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < MINUTES && stated[minute] > 0; minute++) {
            text.append("%d: %.1f %%, ".formatted(minute, 100.0 * agreeing[minute] / stated[minute]));
        }
        return text.toString();
    }

    private void compare(BookUpdate.Changes frame, int minute) {
        for (BookUpdate.Change change : frame.changes()) {
            set(plain, change);
        }
        for (BookUpdate.Change change : frame.changes()) {
            stated[minute]++;
            agreeing[minute] += hasTop(book(plain, change.tokenId()), change) ? 1 : 0;
        }
    }

    private void write(BookUpdate.Changes frame, Map<TokenId, TokenId> mirrors) {
        boolean agrees = true;
        for (BookUpdate.Change change : frame.changes()) {
            set(mended, change);
        }
        for (BookUpdate.Change change : frame.changes()) {
            agrees &= hasTop(book(mended, change.tokenId()), change);
        }
        if (!agrees) {
            BookUpdate.Change change = frame.changes().getFirst();
            TokenId token = change.tokenId();
            TokenId mirror = mirrors.get(token);
            if (mirror == null) {
                throw new IllegalStateException("a token without the other outcome: " + token);
            }
            mend(book(mended, token), change);
            reflect(book(mended, token), book(mended, mirror));
            texts.add(MarketText.of(snapshot(token, frame.exchangeMillis())));
            texts.add(MarketText.of(snapshot(mirror, frame.exchangeMillis())));
            snapshots += 2;
        }
        texts.add(MarketText.of(frame));
        changes += frame.changes().size();
    }

    private static void mend(TickBook book, BookUpdate.Change stated) {
        while (book.bestBid() > stated.bestBid()) {
            book.set(Side.BUY, book.bestBid(), 0);
        }
        while (book.bestAsk() < stated.bestAsk()) {
            book.set(Side.SELL, book.bestAsk(), 0);
        }
        if (book.bestBid() < stated.bestBid()) {
            book.set(Side.BUY, stated.bestBid(), Micros.ONE);
        }
        if (book.bestAsk() > stated.bestAsk()) {
            book.set(Side.SELL, stated.bestAsk(), Micros.ONE);
        }
    }

    private static void reflect(TickBook book, TickBook mirror) {
        mirror.clear();
        for (Side side : Side.values()) {
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                mirror.set(side.opposite(), Price.ONE - price, book.sizeAt(side, price));
            }
        }
    }

    private BookUpdate.Snapshot snapshot(TokenId token, long millis) {
        return new BookUpdate.Snapshot(
                token, levels(token, Side.BUY), levels(token, Side.SELL), null, millis, BookUpdate.PUSHED);
    }

    private List<Level> levels(TokenId token, Side side) {
        TickBook book = book(mended, token);
        List<Level> worstFirst = new ArrayList<>();
        for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
            worstFirst.addFirst(new Level(price, book.sizeAt(side, price)));
        }
        return worstFirst;
    }

    private static void set(Map<TokenId, TickBook> books, BookUpdate.Change change) {
        book(books, change.tokenId()).set(change.side(), change.price(), change.sizeMicros());
    }

    private static boolean hasTop(TickBook book, BookUpdate.Change change) {
        return book.bestBid() == change.bestBid() && book.bestAsk() == change.bestAsk();
    }

    private static TickBook book(Map<TokenId, TickBook> books, TokenId token) {
        return books.computeIfAbsent(token, _ -> new TickBook());
    }
}
