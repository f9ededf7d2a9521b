package io.slipstream.worker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.persistence.Market;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GammaParserTest {

    private static final String MARKET = """
            {"conditionId":"0xc","slug":"will-it","question":"Will it?","active":true,"closed":false,
            "enableOrderBook":true,"acceptingOrders":true,"negRisk":true,"outcomes":"[\\"Yes\\",\\"No\\"]",
            "outcomePrices":"[\\"0.4\\",\\"0.6\\"]","clobTokenIds":"[\\"11\\",\\"12\\"]","orderPriceMinTickSize":0.001,
            "orderMinSize":5,"feesEnabled":true,"feeType":"politics","liquidity":"12.5","endDate":"2026-12-01T00:00:00Z",
            "feeSchedule":{"exponent":1,"rate":0.04,"takerOnly":true,"rebateRate":0.25}}""";

    private final JsonMapper json = new JsonMapper();
    private final GammaParser parser = new GammaParser(json);

    @Test
    void readsAMarket() {
        Market market = parse(MARKET);
        assertThat(market.category()).isEqualTo("politics");
        assertThat(market.payoutMicros()).isNull();
        assertThat(market.outcomes()).extracting(Instrument::outcome).containsExactly("Yes", "No");
        Instrument yes = market.outcomes().getFirst();
        assertThat(yes.tick()).isEqualTo(new Tick(10));
        assertThat(yes.minSizeMicros()).isEqualTo(5 * Micros.ONE);
        assertThat(yes.fee()).isEqualTo(new FeeSchedule(40_000, 1, true));
        assertThat(yes.negRisk()).isTrue();
        assertThat(yes.tradable()).isTrue();
        assertThat(yes.paused()).isFalse();
    }

    /** Not over: its books go on, and what rests stays. */
    @Test
    void tellsAMarketThatTakesNoOrdersForNowFromOneThatIsClosed() {
        Instrument paused = parse(MARKET.replace("\"acceptingOrders\":true", "\"acceptingOrders\":false"))
                .outcomes()
                .getFirst();
        assertThat(paused.tradable()).isTrue();
        assertThat(paused.paused()).isTrue();
    }

    @Test
    void takesAnAbsentScheduleForFree() {
        assertThat(parse(MARKET.replace("feeSchedule", "other"))
                        .outcomes()
                        .getFirst()
                        .fee())
                .isEqualTo(FeeSchedule.FREE);
    }

    /** Trap: a fraction as text was read as nothing. Text is in single quotes here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.25 250000000",
                "'0.25' 250000000",
                "'0.15' 150000000",
                "1.5 1500000000",
                "'3' 3000000000",
                "'' 0",
                "null 0",
                "'-0.5' 0",
                "1e300 60000000000"
            })
    void readsADelayAsANumberOrAsText(String statedAndNanos) {
        String[] parts = statedAndNanos.split(" ", -1);
        String delay = ",\"secondsDelay\":" + parts[0].replace('\'', '"');
        assertThat(parse(MARKET.replace(",\"feesEnabled\"", delay + ",\"feesEnabled\""))
                        .outcomes()
                        .getFirst()
                        .takerDelayNanos())
                .isEqualTo(Long.parseLong(parts[1]));
    }

    /** Every number that a decision needs, as text. */
    @Test
    void readsNumbersThatAreText() {
        String text = MARKET.replace("\"orderPriceMinTickSize\":0.001", "\"orderPriceMinTickSize\":\"0.001\"")
                .replace("\"orderMinSize\":5", "\"orderMinSize\":\"5.0\"")
                .replace("\"exponent\":1,\"rate\":0.04", "\"exponent\":\"2.0\",\"rate\":\"0.04\"");
        Instrument yes = parse(text).outcomes().getFirst();
        assertThat(yes.tick()).isEqualTo(new Tick(10));
        assertThat(yes.minSizeMicros()).isEqualTo(5 * Micros.ONE);
        assertThat(yes.fee()).isEqualTo(new FeeSchedule(40_000, 2, true));
    }

    @Test
    void readsHowLongTheVenueHoldsTakers() {
        assertThat(parse(MARKET).outcomes().getFirst().takerDelayNanos()).isZero();
        assertThat(parse(MARKET.replace("\"orderMinSize\":5", "\"orderMinSize\":5,\"secondsDelay\":3"))
                        .outcomes()
                        .getFirst()
                        .takerDelayNanos())
                .isEqualTo(3_000_000_000L);
        assertThat(parse(MARKET.replace("\"orderMinSize\":5", "\"orderMinSize\":5,\"secondsDelay\":-1"))
                        .outcomes()
                        .getFirst()
                        .takerDelayNanos())
                .isZero();
    }

    @Test
    void paysOutOnlyWhatIsClosedAndFinal() {
        String closed = MARKET.replace("\"closed\":false", "\"closed\":true");
        assertThat(parse(closed).payoutMicros()).isNull();
        String resolved = closed.replace("\"active\"", "\"umaResolutionStatus\":\"resolved\",\"active\"");
        assertThat(parse(resolved.replace("0.4", "0").replace("0.6", "1")).payoutMicros())
                .containsExactly(0L, Micros.ONE);
        assertThat(parse(resolved.replace("0.4", "0.5").replace("0.6", "0.5")).payoutMicros())
                .containsExactly(500_000L, 500_000L);
        assertThat(parse(resolved).outcomes().getFirst().tradable()).isFalse();
    }

    @Test
    void leavesOutMarketsWithoutTokensAndRejectsContradictions() {
        assertThat(parser.market(json.readTree(MARKET.replace("clobTokenIds", "other"))))
                .isNull();
        assertThatThrownBy(() -> parse(MARKET.replace("[\\\"11\\\",\\\"12\\\"]", "[\\\"11\\\"]")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** An event and a search hold the same markets, with figures as numbers or as text. */
    @Test
    void readsTheMarketsOfAnEvent() {
        String event = "{\"id\":\"9\",\"slug\":\"who\",\"negRisk\":true,\"markets\":[%s,%s]}"
                .formatted(
                        MARKET,
                        MARKET.replace("0xc", "0xd")
                                .replace("0.001", "\"0.01\"")
                                .replace(":5,", ":\"15\","));
        List<Market> markets = marketsOf(json.readTree("[" + event + "]")).stream()
                .map(node -> Objects.requireNonNull(parser.market(node)).market())
                .toList();
        assertThat(markets).extracting(Market::conditionId).containsExactly("0xc", "0xd");
        assertThat(markets.getLast().outcomes()).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.tick()).isEqualTo(new Tick(100));
            assertThat(outcome.minSizeMicros()).isEqualTo(15 * Micros.ONE);
        });
    }

    @Test
    void readsEveryRecordedMarket() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        json.readTree(Recordings.text("gamma-clob/hugompt_gamma_markets.json.gz"))
                .forEach(nodes::add);
        nodes.add(json.readTree(Recordings.text("gamma-clob/hugompt_gamma_market_updown.json.gz")));
        nodes.addAll(marketsOf(json.readTree(Recordings.text("gamma-clob/hugompt_gamma_event_crypto_updown.json.gz"))));
        nodes.addAll(marketsOf(json.readTree(Recordings.text("gamma-clob/trebuchet_fed_gamma-event.json.gz"))));
        nodes.addAll(marketsOf(json.readTree(Recordings.text("gamma-clob/trebuchet_fed_gamma-search.json.gz"))
                .path("events")));
        assertThat(nodes).hasSizeGreaterThan(10);
        for (JsonNode node : nodes) {
            GammaMarket market = parser.market(node);
            assertThat(market).as(node.path("slug").asString()).isNotNull();
            assertThat(market.market().outcomes()).hasSize(2);
        }
    }

    private static List<JsonNode> marketsOf(JsonNode events) {
        List<JsonNode> markets = new ArrayList<>();
        for (JsonNode event : events.isArray() ? events : List.of(events)) {
            event.path("markets").forEach(markets::add);
        }
        return markets;
    }

    private Market parse(String text) {
        return Objects.requireNonNull(parser.market(json.readTree(text))).market();
    }
}
