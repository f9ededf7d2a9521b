package io.slipstream.sim.clob;

import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Spells the market socket's messages other than books (section 2). */
final class MarketFrames {

    private final Venue venue;
    private long changes;

    MarketFrames(Venue venue) {
        this.venue = venue;
    }

    /** One level of the shared book: an entry for each of these outcomes, mirrored. */
    String priceChange(Market market, Set<Outcome> outcomes, boolean bid, int yesPrice, long sizeMicros) {
        String size = Decimals.micros(sizeMicros);
        StringBuilder out = new StringBuilder(720)
                .append("{\"market\":\"")
                .append(market.terms().conditionId())
                .append("\",\"price_changes\":[");
        if (outcomes.contains(Outcome.YES)) {
            entry(out, market, Outcome.YES, yesPrice, size, bid);
        }
        if (outcomes.size() > 1) {
            out.append(',');
        }
        if (outcomes.contains(Outcome.NO)) {
            entry(out, market, Outcome.NO, OrderBook.mirror(yesPrice), size, !bid);
        }
        return out.append("],\"timestamp\":\"")
                .append(venue.wallMillis())
                .append("\",\"event_type\":\"price_change\"}")
                .toString();
    }

    /** A level changes: what is told of it has hashes of its own. */
    void nextChange() {
        changes++;
    }

    private void entry(StringBuilder out, Market market, Outcome outcome, int price, String size, boolean bid) {
        out.append("{\"asset_id\":\"")
                .append(market.tokenText(outcome))
                .append("\",\"price\":\"")
                .append(Decimals.price(price))
                .append("\",\"size\":\"")
                .append(size)
                .append("\",\"side\":\"")
                .append(bid ? "BUY" : "SELL")
                .append("\",\"hash\":\"")
                .append(BookText.sha1(market.tokenText(outcome) + "/" + venue.currentStep() + "/" + changes))
                .append("\",\"best_bid\":\"")
                .append(Decimals.price(market.book().bestBid(outcome)))
                .append("\",\"best_ask\":\"")
                .append(Decimals.price(market.book().bestAsk(outcome)))
                .append("\"}");
    }

    /** The side is the aggressor's, the price that of the last fill. */
    String lastTrade(Match match) {
        Market market = match.market();
        Outcome outcome = match.taker().outcome();
        return Json.write(Json.object()
                .put("market", market.terms().conditionId())
                .put("asset_id", market.tokenText(outcome))
                .put("price", Decimals.price(market.lastTradePrice(outcome)))
                .put("size", Decimals.micros(match.sharesMicros()))
                .put("fee_rate_bps", "0")
                .put("side", match.taker().side().name())
                .put("timestamp", timestamp())
                .put("event_type", "last_trade_price"));
    }

    String tickChange(Market market, Outcome outcome, int oldTick) {
        return Json.write(Json.object()
                .put("market", market.terms().conditionId())
                .put("asset_id", market.tokenText(outcome))
                .put("old_tick_size", Decimals.price(oldTick))
                .put("new_tick_size", Decimals.price(market.tick()))
                .put("timestamp", timestamp())
                .put("event_type", "tick_size_change"));
    }

    String quotes(Market market, Outcome outcome) {
        int bid = market.book().bestBid(outcome);
        int ask = market.book().bestAsk(outcome);
        return Json.write(Json.object()
                .put("market", market.terms().conditionId())
                .put("asset_id", market.tokenText(outcome))
                .put("best_bid", Decimals.price(bid))
                .put("best_ask", Decimals.price(ask))
                .put("spread", Decimals.price(ask - bid))
                .put("timestamp", timestamp())
                .put("event_type", "best_bid_ask"));
    }

    String resolved(Listing listing) {
        Outcome winner = listing.market().winner();
        ObjectNode out = common(listing);
        out.put("winning_asset_id", listing.market().tokenText(winner == null ? Outcome.NO : winner))
                .put(
                        "winning_outcome",
                        winner == Outcome.YES
                                ? listing.text().yesLabel()
                                : listing.text().noLabel());
        return Json.write(out.put("event_type", "market_resolved"));
    }

    String opened(Listing listing) {
        Market market = listing.market();
        ObjectNode out = common(listing);
        out.putArray("outcomes")
                .add(listing.text().yesLabel())
                .add(listing.text().noLabel());
        out.put("condition_id", market.terms().conditionId()).put("active", true);
        out.putArray("clob_token_ids").add(market.tokenText(Outcome.YES)).add(market.tokenText(Outcome.NO));
        out.put("order_price_min_tick_size", Decimals.price(market.tick()))
                .put("group_item_title", listing.text().groupItemTitle())
                .put("taker_base_fee", "1000")
                .put("fees_enabled", market.terms().fees().charges());
        if (market.terms().fees().charges()) {
            out.putObject("fee_schedule")
                    .put("exponent", "1")
                    .put("rate", Decimals.price(market.terms().fees().rate()))
                    .put("taker_only", true)
                    .put("rebate_rate", Decimals.price(market.terms().fees().rebate()));
        }
        return Json.write(out.put("event_type", "new_market"));
    }

    private ObjectNode common(Listing listing) {
        Market market = listing.market();
        ObjectNode out = Json.object()
                .put("id", Integer.toString(listing.text().id()))
                .put("question", listing.text().question())
                .put("market", market.terms().conditionId())
                .put("slug", listing.text().slug())
                .put("description", listing.text().description());
        out.putArray("assets_ids").add(market.tokenText(Outcome.YES)).add(market.tokenText(Outcome.NO));
        out.putObject("event_message")
                .put("id", Integer.toString(listing.event().id()))
                .put("ticker", listing.event().slug())
                .put("slug", listing.event().slug())
                .put("title", listing.event().title())
                .put("description", "");
        out.put("timestamp", timestamp()).putArray("tags");
        return out;
    }

    private String timestamp() {
        return Long.toString(venue.wallMillis());
    }
}
