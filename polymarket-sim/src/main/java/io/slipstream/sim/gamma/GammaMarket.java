package io.slipstream.sim.gamma;

import io.slipstream.sim.exchange.FeeCurve;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Event;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import io.slipstream.sim.wire.Keccak;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;

/** Spells one market as Gamma does (section 7). */
final class GammaMarket {

    private static final DateTimeFormatter CLOSED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);
    private static final int BASE_FEE = 1_000;
    private static final int MILLIS_PER_SECOND = 1_000;

    private GammaMarket() {}

    static ObjectNode spell(Listing listing, Timeline timeline) {
        Market market = listing.market();
        Event event = listing.event();
        FeeCurve fees = market.terms().fees();
        boolean closed = market.status() == MarketStatus.RESOLVED;
        boolean open = market.status() == MarketStatus.OPEN;
        String opened = instant(timeline.wallMillis(event.opensAtMillis()));
        ObjectNode out = Json.object()
                .put("id", Integer.toString(listing.text().id()))
                .put("question", listing.text().question())
                .put("conditionId", market.terms().conditionId())
                .put("slug", listing.text().slug())
                .put("resolutionSource", "")
                .put("endDate", instant(timeline.wallMillis(event.endsAtMillis())))
                .put("category", event.category().label())
                .put("startDate", opened)
                .put("image", "")
                .put("icon", "")
                .put("description", listing.text().description())
                .put(
                        "outcomes",
                        Json.nestedList(
                                listing.text().yesLabel(), listing.text().noLabel()))
                .put("outcomePrices", prices(market))
                .put("volume", Decimals.micros(market.volumeMicros()))
                .put("active", true)
                .put("closed", closed)
                .put("marketMakerAddress", "")
                .put("createdAt", opened);
        if (closed) {
            out.put("closedTime", CLOSED.format(Instant.ofEpochMilli(timeline.wallMillis(event.resolvesAtMillis()))));
        }
        out.put("new", false)
                .put("featured", false)
                .put("archived", false)
                .put("restricted", true)
                .put("groupItemTitle", listing.text().groupItemTitle())
                .put("questionID", listing.text().questionId())
                .put("enableOrderBook", true)
                .put("orderPriceMinTickSize", Decimals.priceNumber(market.tick()))
                .put("orderMinSize", Decimals.microsNumber(market.terms().minimumSizeMicros()))
                .put("volumeNum", Decimals.microsNumber(market.volumeMicros()))
                .put("clobTokenIds", Json.nestedList(market.tokenText(Outcome.YES), market.tokenText(Outcome.NO)))
                .put("version", "v1")
                .put("makerBaseFee", fees.charges() ? BASE_FEE : 0)
                .put("takerBaseFee", fees.charges() ? BASE_FEE : 0)
                .put("acceptingOrders", open)
                .put("negRisk", market.terms().negRisk());
        if (market.terms().negRisk()) {
            out.put("negRiskMarketID", Keccak.word("neg-risk/" + event.slug()))
                    .put("negRiskRequestID", listing.text().questionId());
        }
        if (!open) {
            out.put("umaResolutionStatus", closed ? "resolved" : "proposed");
        }
        out.put("umaResolutionStatuses", umaStatuses(market.status()));
        OrderBook book = market.book();
        out.put("spread", Decimals.priceNumber(book.bestAsk(Outcome.YES) - book.bestBid(Outcome.YES)))
                .put("lastTradePrice", Decimals.priceNumber(market.lastTradePrice()))
                .put("bestBid", Decimals.priceNumber(book.bestBid(Outcome.YES)))
                .put("bestAsk", Decimals.priceNumber(book.bestAsk(Outcome.YES)))
                .put("clearBookOnStart", false)
                .put("negRiskOther", false)
                .put("acceptingOrdersTimestamp", opened)
                .put("feesEnabled", fees.charges());
        if (fees.charges()) {
            out.put("feeType", fees.feeType());
            out.putObject("feeSchedule")
                    .put("exponent", 1)
                    .put("rate", Decimals.priceNumber(fees.rate()))
                    .put("takerOnly", true)
                    .put("rebateRate", Decimals.priceNumber(fees.rebate()));
        }
        addDelay(out, market.terms().takerDelayMillis());
        addEvent(out, event, opened, closed);
        return out;
    }

    /** A whole number of seconds, or a fraction as text (venue update 2). */
    private static void addDelay(ObjectNode out, int millis) {
        if (millis % MILLIS_PER_SECOND == 0) {
            out.put("secondsDelay", millis / MILLIS_PER_SECOND);
        } else {
            out.put(
                    "secondsDelay",
                    BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
        }
    }

    private static void addEvent(ObjectNode out, Event event, String opened, boolean closed) {
        out.putArray("events")
                .addObject()
                .put("id", Integer.toString(event.id()))
                .put("ticker", event.slug())
                .put("slug", event.slug())
                .put("title", event.title())
                .put("startDate", opened)
                .put("active", true)
                .put("closed", closed)
                .put("negRisk", event.negRisk());
        out.putArray("tags")
                .addObject()
                .put("id", Integer.toString(100 + event.category().label().length()))
                .put("label", event.category().label())
                .put("slug", event.category().slug());
    }

    private static String umaStatuses(MarketStatus status) {
        return switch (status) {
            case OPEN -> "[]";
            case HALTED -> "[\"proposed\"]";
            case RESOLVED -> Json.nestedList("proposed", "resolved");
        };
    }

    private static String prices(Market market) {
        Outcome winner = market.winner();
        if (winner != null) {
            return winner == Outcome.YES ? Json.nestedList("1", "0") : Json.nestedList("0", "1");
        }
        int sum = market.book().bestBid(Outcome.YES) + market.book().bestAsk(Outcome.YES);
        int yes = market.status() == MarketStatus.OPEN || market.lastTradePrice() == 0
                ? sum / 2
                : market.lastTradePrice();
        return Json.nestedList(Decimals.price(yes), Decimals.price(OrderBook.mirror(yes)));
    }

    private static String instant(long millis) {
        return Instant.ofEpochSecond(millis / 1000).toString();
    }
}
