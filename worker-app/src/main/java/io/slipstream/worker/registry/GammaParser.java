package io.slipstream.worker.registry;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import io.slipstream.persistence.Market;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Gamma's markets (protocol reference 7). */
final class GammaParser {

    /** How a condition of two outcomes pays (protocol reference 8). */
    private static final List<BigDecimal> WON_AND_LOST = List.of(BigDecimal.ZERO, BigDecimal.ONE);

    private static final List<BigDecimal> SPLIT = List.of(new BigDecimal("0.5"), new BigDecimal("0.5"));
    /** Longer ones are taken for an error of the registry. */
    private static final BigDecimal LONGEST_DELAY_SECONDS = BigDecimal.valueOf(60);

    private static final int NANO_DECIMALS = 9;

    private static final long USUAL_MIN_SIZE_MICROS = 5 * Micros.ONE;

    private final JsonMapper json;

    GammaParser(JsonMapper json) {
        this.json = json;
    }

    /**
     * Reads a market; null for one that never had an order book or has no tokens yet.
     *
     * @throws IllegalArgumentException if a field is malformed
     */
    @Nullable
    GammaMarket market(JsonNode node) {
        List<String> tokens =
                encodedList(node, node.path("version").asString("v1").equals("v2") ? "positionIds" : "clobTokenIds");
        List<String> outcomes = encodedList(node, "outcomes");
        String conditionId = node.path("conditionId").asString("");
        if (tokens.isEmpty() || conditionId.isEmpty()) {
            return null;
        }
        if (tokens.size() != outcomes.size()) {
            throw new IllegalArgumentException(
                    "%d tokens for %d outcomes in %s".formatted(tokens.size(), outcomes.size(), conditionId));
        }
        boolean hasBook = node.path("enableOrderBook").asBoolean(false);
        boolean active = node.path("active").asBoolean(false);
        boolean closed = node.path("closed").asBoolean(false);
        boolean accepts = node.path("acceptingOrders").asBoolean(true);
        boolean negRisk = node.path("negRisk").asBoolean(false);
        String slug = node.path("slug").asString(conditionId);
        String title = node.path("question").asString(slug);
        Tick tick = new Tick(Price.parse(decimal(node.path("orderPriceMinTickSize"), "0.01")));
        long minSize = node.has("orderMinSize")
                ? Micros.parse(decimal(node.path("orderMinSize"), "5"))
                : USUAL_MIN_SIZE_MICROS;
        FeeSchedule fee = fee(node);
        long takerDelay = takerDelayNanos(new BigDecimal(decimal(node.path("secondsDelay"), "0")));
        boolean tradable = hasBook && active && !closed;
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            instruments.add(new Instrument(
                    TokenId.of(tokens.get(i)),
                    conditionId,
                    slug,
                    title,
                    outcomes.get(i),
                    i,
                    tick,
                    minSize,
                    fee,
                    takerDelay,
                    negRisk,
                    tradable,
                    tradable && !accepts));
        }
        Market market = new Market(
                conditionId,
                slug,
                title,
                category(node),
                instant(node.path("endDate").asString("")),
                hasBook,
                active,
                closed,
                negRisk,
                instruments,
                payouts(node, closed, tokens.size()));
        return new GammaMarket(market, new BigDecimal(decimal(node.path("liquidity"), "0")));
    }

    /** What each outcome pays, once the market is closed and its resolution is final; null before. */
    private @Nullable List<Long> payouts(JsonNode node, boolean closed, int outcomes) {
        if (!closed || !node.path("umaResolutionStatus").asString("").equals("resolved")) {
            return null;
        }
        List<BigDecimal> prices =
                encodedList(node, "outcomePrices").stream().map(BigDecimal::new).toList();
        List<BigDecimal> sorted =
                prices.stream().map(BigDecimal::stripTrailingZeros).sorted().toList();
        if (prices.size() != outcomes || !(sorted.equals(WON_AND_LOST) || sorted.equals(SPLIT))) {
            return null; // prices that still move are no payouts
        }
        return prices.stream().map(Micros::fromDecimal).toList();
    }

    /** The venue states a fraction of a second as well (venue update 2). */
    private static long takerDelayNanos(BigDecimal seconds) {
        return seconds.max(BigDecimal.ZERO)
                .min(LONGEST_DELAY_SECONDS)
                .movePointRight(NANO_DECIMALS)
                .longValue();
    }

    private static FeeSchedule fee(JsonNode node) {
        JsonNode schedule = node.path("feeSchedule");
        if (!schedule.isObject() || !node.path("feesEnabled").asBoolean(true)) {
            return FeeSchedule.FREE;
        }
        return new FeeSchedule(
                Micros.parse(decimal(schedule.path("rate"), "0")),
                new BigDecimal(decimal(schedule.path("exponent"), "1")).intValueExact(),
                schedule.path("takerOnly").asBoolean(true));
    }

    private static String category(JsonNode node) {
        String category = node.path("category").asString("");
        return category.isEmpty() ? node.path("feeType").asString("") : category;
    }

    /** Gamma writes lists as strings that hold JSON. */
    private List<String> encodedList(JsonNode node, String field) {
        JsonNode value = node.path(field);
        try {
            JsonNode list = value.isString() ? json.readTree(value.stringValue()) : value;
            List<String> items = new ArrayList<>();
            for (JsonNode item : list) {
                items.add(item.asString(""));
            }
            return items;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(field + " is no list: " + value, e);
        }
    }

    /** A number or the text of one: the venue writes both. */
    private static String decimal(JsonNode node, String fallback) {
        if (node.isNumber()) {
            return node.decimalValue().toString();
        }
        String text = node.asString("").strip();
        return text.isEmpty() ? fallback : text;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
