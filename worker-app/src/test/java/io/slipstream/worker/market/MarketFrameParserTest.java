package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The shapes of protocol reference 2, and what is not one of them. */
class MarketFrameParserTest {

    private static final String BOOK = """
            {"event_type":"book","asset_id":"65","market":"0xbd","bids":[{"price":".48","size":"30"}],
            "asks":[{"price":"0.52","size":"25.5"}],"timestamp":"1757908892351","hash":"x","tick_size":"0.001"}""";
    private static final String CHANGE = """
            {"event_type":"price_change","market":"0x5f","price_changes":[{"asset_id":"71","price":"0.5","size":"200",
            "side":"BUY","hash":"h","best_bid":"0.5","best_ask":"1"},{"asset_id":"72","price":"0.5","size":"0","side":"SELL",
            "best_bid":"0","best_ask":"0.5"}],"timestamp":"1757908892351"}""";

    private final MarketFrameParser parser = new MarketFrameParser(new JsonMapper());

    @Test
    void readsABook() {
        assertThat(parser.parse(BOOK))
                .containsExactly(new MarketEvent.Book(new BookUpdate.Snapshot(
                        TokenId.of("65"),
                        List.of(new Level(4_800, 30_000_000)),
                        List.of(new Level(5_200, 25_500_000)),
                        new Tick(10),
                        1_757_908_892_351L,
                        BookUpdate.PUSHED)));
    }

    @Test
    void readsAllChangesOfAFrame() {
        assertThat(parser.parse(CHANGE))
                .containsExactly(new MarketEvent.Book(new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(TokenId.of("71"), Side.BUY, 5_000, 200_000_000, 5_000, 10_000),
                                new BookUpdate.Change(TokenId.of("72"), Side.SELL, 5_000, 0, 0, 5_000)),
                        1_757_908_892_351L)));
    }

    @Test
    void readsObjectsAndArrays() {
        assertThat(parser.parse("[" + BOOK + "," + CHANGE + "]")).hasSize(2);
    }

    @Test
    void readsPrintsTicksAndResolutions() {
        assertThat(parser.parse("""
                        {"event_type":"last_trade_price","asset_id":"5","price":"0.4561","side":"SELL","size":"219.217767",
                        "timestamp":"1750428146322"}"""))
                .containsExactly(new MarketEvent.Book(
                        new BookUpdate.Print(TokenId.of("5"), Side.SELL, 4_561, 219_217_767, 1_750_428_146_322L)));
        assertThat(parser.parse("""
                        {"event_type":"tick_size_change","asset_id":"5","old_tick_size":"0.01","new_tick_size":"0.001",
                        "timestamp":"100000000"}"""))
                .containsExactly(
                        new MarketEvent.Book(new BookUpdate.TickChanged(TokenId.of("5"), new Tick(10), 100_000_000)));
        assertThat(parser.parse("""
                        {"event_type":"market_resolved","market":"0xc","assets_ids":["5","6"],"winning_asset_id":"6",
                        "timestamp":"1"}"""))
                .containsExactly(
                        new MarketEvent.Resolved("0xc", List.of(TokenId.of("5"), TokenId.of("6")), TokenId.of("6")));
    }

    @Test
    void ignoresWhatItDoesNotKnowAndRejectsWhatItCannotRead() {
        assertThat(parser.parse("{\"event_type\":\"best_bid_ask\"}")) // states nothing
                .containsExactly(new MarketEvent.Ignored("best_bid_ask", true));
        assertThat(parser.parse("{\"event_type\":\"brand_new\"}"))
                .containsExactly(new MarketEvent.Ignored("brand_new", false));
        for (String malformed : List.of(
                "garbage",
                BOOK.replace(".48", "1.48"),
                BOOK.replace("\"30\"", "\"-30\""),
                BOOK.replace("\"65\"", "\"\""),
                BOOK.replace("asks", "tasks"),
                CHANGE.replace("\"BUY\"", "\"HOLD\""),
                CHANGE.replace("price_changes", "changes"))) {
            assertThat(parser.parse(malformed))
                    .as(malformed)
                    .hasSize(1)
                    .allSatisfy(event -> assertThat(event).isInstanceOf(MarketEvent.Rejected.class));
        }
    }

    @Test
    void neverThrowsWhateverTheFrameHolds() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder frame = new StringBuilder(random.nextBoolean() ? BOOK : CHANGE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                frame.setCharAt(random.nextInt(frame.length()), (char) (' ' + random.nextInt(95)));
            }
            assertThat(parser.parse(frame.toString()))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }
}
