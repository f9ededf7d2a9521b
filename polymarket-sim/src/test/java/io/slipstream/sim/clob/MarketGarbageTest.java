package io.slipstream.sim.clob;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.venue.Venues;
import io.slipstream.sim.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A strict reader finds nothing to believe in any sort of garbage. */
@Timeout(30)
class MarketGarbageTest {

    private final Market market = Venues.of(7).engine().markets().getFirst();

    @Test
    void hasNoValidPart() {
        Draw draw = new Draw(3, "garbage");
        for (int sort = 0; sort < MarketGarbage.SORTS; sort++) {
            for (int i = 0; i < 300; i++) {
                String frame = MarketGarbage.frame(sort, draw, market);
                assertThat(believable(frame)).as(frame).isFalse();
            }
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        Draw first = new Draw(3, "garbage");
        Draw second = new Draw(3, "garbage");
        for (int i = 0; i < 1_000; i++) {
            assertThat(MarketGarbage.frame(first, market)).isEqualTo(MarketGarbage.frame(second, market));
        }
    }

    @Test
    void theReaderOfThisTestBelievesWhatIsReal() {
        assertThat(believable(BookText.frame(market, Outcome.YES, 1))).isTrue();
        assertThat(believable(
                        "{\"event_type\":\"price_change\",\"price_changes\":[{\"asset_id\":\"%s\",\"price\":\"0.5\","
                                        .formatted(market.tokenText(Outcome.NO))
                                + "\"size\":\"0\",\"side\":\"SELL\"}]}"))
                .isTrue();
    }

    private boolean believable(String frame) {
        JsonNode tree;
        try {
            tree = Json.read(frame);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (!tree.isArray()) {
            return message(tree);
        }
        return tree.valueStream().anyMatch(this::message);
    }

    private boolean message(JsonNode message) {
        return switch (message.path("event_type").asString("")) {
            case "price_change" ->
                message.path("price_changes").isArray()
                        && message.path("price_changes").valueStream().anyMatch(this::change);
            case "book" ->
                known(message)
                        && message.path("bids").isArray()
                        && message.path("asks").isArray()
                        && message.path("bids").valueStream().allMatch(MarketGarbageTest::level)
                        && message.path("asks").valueStream().allMatch(MarketGarbageTest::level);
            case "last_trade_price" -> known(message) && level(message);
            case "tick_size_change" ->
                known(message) && decimal(message.path("new_tick_size").asString(""), 0.000_001, 0.1);
            default -> false;
        };
    }

    private boolean change(JsonNode entry) {
        return known(entry)
                && level(entry)
                && List.of("BUY", "SELL").contains(entry.path("side").asString(""));
    }

    private boolean known(JsonNode message) {
        String token = message.path("asset_id").asString("");
        return token.equals(market.tokenText(Outcome.YES)) || token.equals(market.tokenText(Outcome.NO));
    }

    private static boolean level(JsonNode level) {
        return decimal(level.path("price").asString(""), 0.000_1, 0.999_9)
                && decimal(level.path("size").asString(""), 0, 1e12);
    }

    private static boolean decimal(String text, double least, double most) {
        if (!text.matches("[0-9]*\\.?[0-9]+")) {
            return false;
        }
        double value = Double.parseDouble(text);
        return value >= least && value <= most;
    }
}
