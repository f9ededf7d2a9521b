package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Trades of one token as several lines tell of them: each counts once, whichever line is first, and as often as the line that
 * tells of it most often. Nothing in a message tells equal trades apart but how many there are. Remembers
 * {@value #MOST} messages for a minute; a line that is further behind than that is believed again.
 */
final class PrintMerge {

    private static final int MOST = 4_096;
    private static final long REMEMBERED_NANOS = 60_000_000_000L;

    private final Map<Trade, Integer> counted = new HashMap<>();
    private final Map<Told, Integer> told = new HashMap<>();
    private final Deque<Remembered> messages = new ArrayDeque<>();

    private record Trade(Side takerSide, int price, long sizeMicros, long exchangeMillis) {}

    private record Told(int line, Trade trade) {}

    private record Remembered(Told told, boolean news, long atNanos) {}

    /** Whether this message tells of a trade that no message before it has told of. */
    boolean isNews(int line, BookUpdate.Print print, long nowNanos) {
        while (!messages.isEmpty()
                && (messages.size() >= MOST || messages.getFirst().atNanos < nowNanos - REMEMBERED_NANOS)) {
            forget(messages.removeFirst());
        }
        Trade trade = new Trade(print.takerSide(), print.price(), print.sizeMicros(), print.exchangeMillis());
        Told by = new Told(line, trade);
        boolean news = told.merge(by, 1, Integer::sum) > counted.getOrDefault(trade, 0);
        if (news) {
            counted.merge(trade, 1, Integer::sum);
        }
        messages.addLast(new Remembered(by, news, nowNanos));
        return news;
    }

    private void forget(Remembered message) {
        told.computeIfPresent(message.told, (_, times) -> times == 1 ? null : times - 1);
        if (message.news) {
            counted.computeIfPresent(message.told.trade, (_, times) -> times == 1 ? null : times - 1);
        }
    }
}
