package io.slipstream.sim.clob;

import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Frames that no client may take for news of a book. Each is broken in a way that can be seen without knowing the book: no
 * JSON, a wrong shape, an impossible price, size, side or tick, a token that nobody knows. None has a valid part.
 */
final class MarketGarbage {

    /** How many sorts there are. */
    static final int SORTS = 22;

    private static final int DEEP = 2_000;
    private static final List<String> PRICES =
            List.of("0", "1", "2", "1e30", "NaN", "-0.5", "", "0,5", "Infinity", "half");
    private static final List<String> SIZES =
            List.of("-5", "-0.000001", "NaN", "1e30", "9".repeat(40), "", "ten", "Infinity", "1e400");
    private static final List<String> TOKENS =
            List.of("0", "-1", "", "abc", "1".repeat(300), "0x12", "115792089237316195423570985008687907853e38");
    private static final List<String> TICKS = List.of("0", "-0.01", "7", "NaN", "1e-30", "");

    private MarketGarbage() {}

    /** One frame in the name of a market. */
    static String frame(Draw draw, Market market) {
        return frame(draw.whole(0, SORTS - 1), draw, market);
    }

    /** One frame of a sort. */
    static String frame(int sort, Draw draw, Market market) {
        String token = market.tokenText(draw.chance(0.5) ? Outcome.YES : Outcome.NO);
        return switch (sort) {
            case 0 -> "upstream connect error or disconnect/reset before headers";
            case 1 -> {
                String whole = change(market, entry(token, one(draw, PRICES), "10", "BUY"));
                yield whole.substring(0, whole.length() - draw.whole(1, 60));
            }
            case 2 -> change(market, "");
            case 3 -> change(market, "7,null,\"x\",[],true,{}");
            case 4 -> change(market, entry(token, one(draw, PRICES), "10", "BUY"));
            case 5 -> change(market, entry(token, "0.5", one(draw, SIZES), "SELL"));
            case 6 -> change(market, entry(token, "0.5", "10", "HOLD"));
            case 7 -> change(market, entry(one(draw, TOKENS), "0.5", "10", "BUY"));
            case 8 -> change(market, "{\"asset_id\":\"" + token + "\"}");
            case 9 -> change(market, "{\"asset_id\":\"" + token + "\",\"price\":{},\"size\":[],\"side\":1}");
            case 10 -> "{\"event_type\":\"price_change\",\"price_changes\":{\"asset_id\":\"" + token + "\"}}";
            case 11 -> "{\"event_type\":\"price_change\",\"asset_id\":\"" + token + "\"}";
            case 12 -> book(token, one(draw, PRICES), "10");
            case 13 -> book(token, "0.5", one(draw, SIZES));
            case 14 -> "{\"event_type\":\"book\",\"asset_id\":\"" + token + "\",\"bids\":null,\"asks\":\"none\"}";
            case 15 -> "{\"event_type\":\"book\",\"asset_id\":\"" + token + "\",\"timestamp\":\"soon\"}";
            case 16 -> Json.write(message("tick_size_change", token).put("new_tick_size", one(draw, TICKS)));
            case 17 ->
                Json.write(message("last_trade_price", token)
                        .put("price", one(draw, PRICES))
                        .put("size", one(draw, SIZES))
                        .put("side", "BUY"));
            case 18 -> Json.write(message("order_book_v9", token).put("bids", "all of them"));
            case 19 -> "[null,7,\"book\",[[]],{},{\"event_type\":[\"book\"]},{\"event_type\":null},-1e999999]";
            case 20 -> "[".repeat(DEEP) + "]".repeat(DEEP);
            default -> "{\"event_type\":\"price_change\",\"timestamp\":" + "9".repeat(400) + ",\"price_changes\":NaN}";
        };
    }

    private static String one(Draw draw, List<String> choices) {
        return choices.get(draw.whole(0, choices.size() - 1));
    }

    private static String change(Market market, String entries) {
        return "{\"market\":\"" + market.terms().conditionId() + "\",\"price_changes\":[" + entries
                + "],\"timestamp\":\"1\",\"event_type\":\"price_change\"}";
    }

    private static String entry(String token, String price, String size, String side) {
        return "{\"asset_id\":\"" + token + "\",\"price\":\"" + price + "\",\"size\":\"" + size + "\",\"side\":\""
                + side + "\",\"hash\":\"\",\"best_bid\":\"" + price + "\",\"best_ask\":\"" + price + "\"}";
    }

    private static String book(String token, String price, String size) {
        String level = "[{\"price\":\"" + price + "\",\"size\":\"" + size + "\"}]";
        return "{\"event_type\":\"book\",\"asset_id\":\"" + token + "\",\"timestamp\":\"1\",\"bids\":" + level
                + ",\"asks\":" + level + "}";
    }

    private static ObjectNode message(String type, String token) {
        return Json.object().put("event_type", type).put("asset_id", token).put("timestamp", "1");
    }
}
