package io.slipstream.sim.clob;

import io.slipstream.sim.exchange.BookDepth;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.OrderBook.Level;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.wire.Decimals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A book as the venue spells it (sections 2 and 3.1): bids ascending, asks descending, best last. Its hash is SHA-1 of
 * the same text with an empty hash.
 */
final class BookText {

    private static final HexFormat HEX = HexFormat.of();

    private BookText() {}

    /** The REST answer for one token. */
    static String rest(BookDepth depth, long wallMillis) {
        return text(depth, wallMillis) + "}";
    }

    /** The socket's {@code book} message for one token. */
    static String frame(Market market, Outcome outcome, long wallMillis) {
        return text(BookDepth.now(market, outcome), wallMillis) + ",\"event_type\":\"book\"}";
    }

    static String sha1(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String text(BookDepth depth, long wallMillis) {
        Market market = depth.market();
        String before = "{\"market\":\"" + market.terms().conditionId() + "\",\"asset_id\":\"" + depth.tokenText()
                + "\",\"timestamp\":\"" + wallMillis + "\",\"hash\":\"";
        StringBuilder after = new StringBuilder(2048).append("\",\"bids\":");
        levels(after, depth.bids());
        after.append(",\"asks\":");
        levels(after, depth.asks());
        int last = depth.lastTradePrice();
        after.append(",\"min_order_size\":\"")
                .append(Decimals.micros(market.terms().minimumSizeMicros()))
                .append("\",\"tick_size\":\"")
                .append(Decimals.price(depth.tick()))
                .append("\",\"neg_risk\":")
                .append(market.terms().negRisk())
                .append(",\"last_trade_price\":\"")
                .append(last == 0 ? "0.5" : Decimals.price(last))
                .append('"');
        return before + sha1(before + after + "}") + after;
    }

    private static void levels(StringBuilder out, List<Level> bestFirst) {
        out.append('[');
        for (Level level : bestFirst.reversed()) {
            if (out.charAt(out.length() - 1) != '[') {
                out.append(',');
            }
            out.append("{\"price\":\"")
                    .append(Decimals.price(level.price()))
                    .append("\",\"size\":\"")
                    .append(Decimals.micros(level.sizeMicros()))
                    .append("\"}");
        }
        out.append(']');
    }
}
