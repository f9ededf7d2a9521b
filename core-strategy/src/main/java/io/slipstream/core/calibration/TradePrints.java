package io.slipstream.core.calibration;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trades that the market feed told of lately: they tell when an order matched that the chain tells of seconds later. A print
 * is an order's if token, side and size are, and its price is none that contradicts what the order paid; several prints of one
 * millisecond may be one order's. Whether prints name the transaction by now is not established (protocol reference 11), so
 * that they are not told apart by it.
 */
final class TradePrints {

    /** Longer than the chain takes to tell of a match, and no longer than books are remembered by default. */
    static final long REMEMBERED_NANOS = 120_000_000_000L;

    private static final int MOST = 50_000;

    private final Map<TokenId, Deque<Told>> byToken = new HashMap<>();
    private final Deque<Told> all = new ArrayDeque<>();

    private record Told(BookUpdate.Print print, long atNanos) {}

    /**
     * An order's prints.
     *
     * @param atNanos when the first came
     * @param worstPrice of them, and none better than what the order paid on average
     * @param alone whether no other order's could be meant
     */
    record Match(long atNanos, int worstPrice, boolean alone) {}

    void add(BookUpdate.Print print, long nowNanos) {
        while (!all.isEmpty() && (all.size() >= MOST || all.getFirst().atNanos < nowNanos - REMEMBERED_NANOS)) {
            take(List.of(all.getFirst()));
        }
        Told told = new Told(print, nowNanos);
        all.addLast(told);
        byToken.computeIfAbsent(print.tokenId(), _ -> new ArrayDeque<>()).addLast(told);
    }

    /**
     * Finds an order's prints, which are nobody else's from then on; of several that could be, the oldest. Null if there are
     * none.
     *
     * @param fromNanos when they can have come at the earliest
     * @param toNanos when they can have come at the latest
     */
    @Nullable
    Match take(ObservedTaker taker, long fromNanos, long toNanos) {
        List<Told> candidates = byToken.getOrDefault(taker.tokenId(), new ArrayDeque<>()).stream()
                .filter(told ->
                        told.print.takerSide() == taker.side() && told.atNanos >= fromNanos && told.atNanos <= toNanos)
                .toList();
        List<List<Told>> found = new ArrayList<>();
        for (Told told : candidates) {
            if (told.print.sizeMicros() == taker.sharesMicros() && admits(List.of(told), taker)) {
                found.add(List.of(told));
            }
        }
        if (found.isEmpty()) {
            Map<Long, List<Told>> byMoment = new LinkedHashMap<>();
            candidates.forEach(told -> byMoment.computeIfAbsent(told.print.exchangeMillis(), _ -> new ArrayList<>())
                    .add(told));
            byMoment.values().stream()
                    .filter(parts -> parts.stream()
                                    .mapToLong(told -> told.print.sizeMicros())
                                    .sum()
                            == taker.sharesMicros())
                    .filter(parts -> admits(parts, taker))
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            return null;
        }
        List<Told> prints = found.getFirst();
        take(prints);
        return new Match(prints.getFirst().atNanos, worst(prints, taker), found.size() == 1);
    }

    /** Whether what an order paid on average can come of these: no print of it is better than that by more than rounding. */
    private static boolean admits(List<Told> prints, ObservedTaker taker) {
        int worst = worstPrinted(prints, taker.side());
        return taker.side() == Side.BUY ? worst + 1 >= paid(taker) : worst - 1 <= paid(taker);
    }

    private static int worst(List<Told> prints, ObservedTaker taker) {
        int worst = worstPrinted(prints, taker.side());
        return taker.side() == Side.BUY ? Math.max(worst, paid(taker)) : Math.min(worst, paid(taker));
    }

    private static int worstPrinted(List<Told> prints, Side side) {
        var prices = prints.stream().mapToInt(told -> told.print.price());
        return side == Side.BUY ? prices.max().orElseThrow() : prices.min().orElseThrow();
    }

    /** To the nearest price of the book's resolution. */
    private static int paid(ObservedTaker taker) {
        return (int) Micros.mulDivHalfUp(taker.usdcMicros(), Price.ONE, taker.sharesMicros());
    }

    private void take(List<Told> prints) {
        for (Told told : prints) {
            all.remove(told);
            Deque<Told> ofToken = byToken.get(told.print.tokenId());
            if (ofToken != null && ofToken.remove(told) && ofToken.isEmpty()) {
                byToken.remove(told.print.tokenId());
            }
        }
    }
}
