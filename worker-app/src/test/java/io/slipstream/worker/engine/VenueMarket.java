package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A market as the venue has it, which changes at random: one book, told of for both outcomes. */
final class VenueMarket {

    private final TokenId yes;
    private final TokenId no;
    private final NavigableMap<Integer, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, Long> asks = new TreeMap<>();

    /** The market of the tokens {@code 2 * number + 1} and the next. */
    VenueMarket(int number) {
        yes = TokenId.of(Integer.toString(2 * number + 1));
        no = TokenId.of(Integer.toString(2 * number + 2));
        bids.put(4_000, 10L);
        asks.put(6_000, 10L);
    }

    List<TokenId> tokenIds() {
        return List.of(yes, no);
    }

    /** One to three levels change. */
    BookUpdate.Changes change(Random random, long millis) {
        record At(Side side, int price, long size) {}
        List<At> levels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean bid = random.nextBoolean();
            int price = (bid ? 3_000 : 5_100) + random.nextInt(12) * 100;
            long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(50);
            set(bid ? bids : asks, price, size);
            levels.add(new At(bid ? Side.BUY : Side.SELL, price, size));
        }
        int bestBid = bids.isEmpty() ? 0 : bids.firstKey();
        int bestAsk = asks.isEmpty() ? Price.ONE : asks.firstKey();
        List<BookUpdate.Change> changes = new ArrayList<>();
        for (At at : levels) {
            changes.add(new BookUpdate.Change(yes, at.side, at.price, at.size, bestBid, bestAsk));
            changes.add(new BookUpdate.Change(
                    no, at.side.opposite(), Price.ONE - at.price, at.size, Price.ONE - bestAsk, Price.ONE - bestBid));
        }
        return new BookUpdate.Changes(changes, millis);
    }

    /** Somebody trades. */
    BookUpdate.Print print(Random random, long millis) {
        return new BookUpdate.Print(
                random.nextBoolean() ? yes : no, Side.BUY, 5_000, 1 + random.nextInt(1_000), millis);
    }

    /** Both books as they are now. */
    List<BookUpdate.Snapshot> snapshots(long millis) {
        return List.of(
                new BookUpdate.Snapshot(yes, levels(bids), levels(asks), null, millis, BookUpdate.PUSHED),
                new BookUpdate.Snapshot(no, mirrored(asks), mirrored(bids), null, millis, BookUpdate.PUSHED));
    }

    /** One outcome's book as text, in the form of {@link ComparedBooks}. */
    String book(TokenId token) {
        BookUpdate.Snapshot book = snapshots(0).get(tokenIds().indexOf(token));
        return Stream.concat(book.bids().stream(), book.asks().stream())
                .toList()
                .toString();
    }

    private static void set(NavigableMap<Integer, Long> side, int price, long size) {
        if (size == 0) {
            side.remove(price);
        } else {
            side.put(price, size);
        }
    }

    private static List<Level> levels(NavigableMap<Integer, Long> side) {
        return side.entrySet().stream()
                .map(entry -> new Level(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Level> mirrored(NavigableMap<Integer, Long> side) {
        return side.entrySet().stream()
                .map(entry -> new Level(Price.ONE - entry.getKey(), entry.getValue()))
                .toList();
    }
}
