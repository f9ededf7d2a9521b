package io.slipstream.benchmarks.wire;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the market socket's frames, in the form and the order of fields in which the venue sends them. */
public final class MarketText {

    private MarketText() {}

    /** A frame of level changes. */
    public static String of(BookUpdate.Changes frame) {
        String rows = frame.changes().stream().map(MarketText::row).collect(Collectors.joining(","));
        return """
                {"market":"%s","price_changes":[%s],"timestamp":"%d","event_type":"price_change"}""".formatted(condition(frame.changes().getFirst().tokenId()), rows, frame.exchangeMillis());
    }

    /** A whole book: bids upwards and asks downwards, as the venue lists them. */
    public static String of(BookUpdate.Snapshot book) {
        return """
                {"market":"%s","asset_id":"%s","timestamp":"%d","hash":"%s","bids":[%s],"asks":[%s],"tick_size":"0.001",\
                "event_type":"book","last_trade_price":"0.500"}""".formatted(
                        condition(book.tokenId()),
                        book.tokenId(),
                        book.exchangeMillis(),
                        hash(book.tokenId().hashCode() + book.exchangeMillis()),
                        levels(book.bids()),
                        levels(book.asks()));
    }

    private static String row(BookUpdate.Change change) {
        return """
                {"asset_id":"%s","price":"%s","size":"%s","side":"%s","hash":"%s","best_bid":"%s","best_ask":"%s"}""".formatted(
                        change.tokenId(),
                        Price.format(change.price()),
                        size(change.sizeMicros()),
                        change.side() == Side.BUY ? "BUY" : "SELL",
                        hash(change.sizeMicros() * 31 + change.price()),
                        Price.format(change.bestBid()),
                        Price.format(change.bestAsk()));
    }

    private static String levels(List<Level> worstFirst) {
        return worstFirst.stream()
                .map(level -> "{\"price\":\"%s\",\"size\":\"%s\"}"
                        .formatted(Price.format(level.price()), size(level.sizeMicros())))
                .collect(Collectors.joining(","));
    }

    private static String size(long micros) {
        return BigDecimal.valueOf(micros)
                .divide(BigDecimal.valueOf(Micros.ONE))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String condition(TokenId token) {
        return "0x" + hash(token.hashCode()) + hash(~token.hashCode()).substring(0, 24);
    }

    private static String hash(long of) {
        return "%016x%016x%08x".formatted(of * 0x9E3779B97F4A7C15L, of * 0xBF58476D1CE4E5B9L, (int) of);
    }
}
