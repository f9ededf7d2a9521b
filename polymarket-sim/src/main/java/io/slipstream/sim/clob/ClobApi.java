package io.slipstream.sim.clob;

import io.slipstream.sim.clob.Tokens.Token;
import io.slipstream.sim.exchange.FeeCurve;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The public REST answers of the CLOB other than books (section 3.1). */
public final class ClobApi {

    /** What a client is told that asks for a token without a book. */
    static final String NO_BOOK = "No orderbook exists for the requested token id";

    private static final int BASE_FEE = 1_000;

    private final Venue venue;
    private final VenueGuard guard;
    private final Tokens tokens;

    /** Answers from a venue. */
    public ClobApi(Venue venue, VenueGuard guard, Tokens tokens) {
        this.venue = venue;
        this.guard = guard;
        this.tokens = tokens;
    }

    /** Adds the endpoints below {@code /clob}. */
    public void addTo(Routes routes) {
        routes.get("/clob/ok", request -> HttpAnswer.ok("\"OK\""))
                .get("/clob/time", request -> HttpAnswer.ok(Long.toString(guard.read(venue::wallMillis) / 1000)))
                .get("/clob/version", request -> HttpAnswer.ok(Json.object().put("version", 2)))
                .get("/clob/midpoint", request -> tree(request, ClobApi::midpoint))
                .get("/clob/price", request -> tree(request, token -> price(token, request.required("side"))))
                .get("/clob/spread", request -> tree(request, ClobApi::spread))
                .get("/clob/last-trade-price", request -> tree(request, ClobApi::lastTradePrice))
                .get("/clob/tick-size", request -> tree(request, ClobApi::tickSize))
                .get("/clob/tick-size/{token_id}", request -> tree(request, ClobApi::tickSize))
                .get("/clob/neg-risk", request -> tree(request, ClobApi::negRisk))
                .get("/clob/neg-risk/{token_id}", request -> tree(request, ClobApi::negRisk))
                .get("/clob/fee-rate", request -> tree(request, ClobApi::feeRate))
                .get("/clob/fee-rate/{token_id}", request -> tree(request, ClobApi::feeRate))
                .get("/clob/markets-by-token/{token_id}", request -> tree(request, ClobApi::marketByToken))
                .get("/clob/clob-markets/{condition_id}", this::marketInfo);
    }

    private HttpAnswer tree(HttpRequest request, Function<Token, JsonNode> answer) {
        return guard.read(() -> HttpAnswer.ok(answer.apply(token(request))));
    }

    private Token token(HttpRequest request) {
        String id = request.variables().containsKey("token_id")
                ? request.variable("token_id")
                : request.required("token_id");
        return tokens.token(id).orElseThrow(() -> new BadRequestException(404, NO_BOOK));
    }

    private static ObjectNode midpoint(Token token) {
        OrderBook book = token.market().book();
        int sum = book.bestBid(token.outcome()) + book.bestAsk(token.outcome());
        return Json.object()
                .put(
                        "mid",
                        new BigDecimal(sum)
                                .movePointLeft(4)
                                .divide(BigDecimal.TWO)
                                .toPlainString());
    }

    private static ObjectNode price(Token token, String side) {
        OrderBook book = token.market().book();
        return switch (side) {
            case "BUY", "buy" -> Json.object().put("price", Decimals.price(book.bestBid(token.outcome())));
            case "SELL", "sell" -> Json.object().put("price", Decimals.price(book.bestAsk(token.outcome())));
            default -> throw new BadRequestException(400, "Invalid side");
        };
    }

    private static ObjectNode spread(Token token) {
        OrderBook book = token.market().book();
        return Json.object()
                .put("spread", Decimals.price(book.bestAsk(token.outcome()) - book.bestBid(token.outcome())));
    }

    private static ObjectNode lastTradePrice(Token token) {
        int last = token.market().lastTradePrice(token.outcome());
        return Json.object()
                .put("price", last == 0 ? "0.5" : Decimals.price(last))
                .put("side", "");
    }

    private static ObjectNode tickSize(Token token) {
        return Json.object()
                .put("minimum_tick_size", Decimals.priceNumber(token.market().tick()));
    }

    private static ObjectNode negRisk(Token token) {
        return Json.object().put("neg_risk", token.market().terms().negRisk());
    }

    private static ObjectNode feeRate(Token token) {
        return Json.object().put("base_fee", token.market().terms().fees().charges() ? BASE_FEE : 0);
    }

    private static ObjectNode marketByToken(Token token) {
        return Json.object()
                .put("condition_id", token.market().terms().conditionId())
                .put("primary_token_id", token.market().tokenText(Outcome.YES))
                .put("secondary_token_id", token.market().tokenText(Outcome.NO));
    }

    private HttpAnswer marketInfo(HttpRequest request) {
        return guard.read(() -> {
            Market market = tokens.market(request.variable("condition_id"))
                    .orElseThrow(() -> new BadRequestException(404, "market not found"));
            return HttpAnswer.ok(info(venue.marketplace().listing(market.index())));
        });
    }

    private ObjectNode info(Listing listing) {
        Market market = listing.market();
        FeeCurve fees = market.terms().fees();
        ObjectNode out = Json.object();
        ArrayNode pair = out.putArray("t");
        pair.addObject()
                .put("t", market.tokenText(Outcome.YES))
                .put("o", listing.text().yesLabel());
        pair.addObject()
                .put("t", market.tokenText(Outcome.NO))
                .put("o", listing.text().noLabel());
        out.put("c", market.terms().conditionId())
                .put("mos", Decimals.microsNumber(market.terms().minimumSizeMicros()))
                .put("mts", Decimals.priceNumber(market.tick()))
                .put("mbf", fees.charges() ? BASE_FEE : 0)
                .put("tbf", fees.charges() ? BASE_FEE : 0)
                .put("ao", market.status() == MarketStatus.OPEN);
        if (market.terms().negRisk()) {
            out.put("nr", true);
        }
        long openedAt = venue.timeline().wallMillis(listing.event().opensAtMillis());
        out.put("cbos", false)
                .put("aot", Instant.ofEpochSecond(openedAt / 1000).toString())
                .put("ibce", true);
        if (fees.charges()) {
            out.putObject("fd")
                    .put("r", Decimals.priceNumber(fees.rate()))
                    .put("e", 1)
                    .put("to", true);
        }
        return out;
    }
}
