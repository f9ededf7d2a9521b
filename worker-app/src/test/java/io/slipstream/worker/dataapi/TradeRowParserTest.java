package io.slipstream.worker.dataapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.market.Side;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TradeRowParserTest {

    private static final String ROW = """
            {"proxyWallet":"0x61276aba49117fd9299707d5d573652949d5c977","side":"SELL","asset":"94","size":20.5,
            "price":0.4699999999,"timestamp":1772184013,"transactionHash":"0xB4"}""";

    private final JsonMapper json = new JsonMapper();

    @Test
    void readsARow() {
        TradeRow row = TradeRowParser.parse(json.readTree(ROW)).orElseThrow();
        assertThat(row.side()).isEqualTo(Side.SELL);
        assertThat(row.sharesMicros()).isEqualTo(20_500_000);
        assertThat(row.priceMicros()).isEqualTo(470_000);
        assertThat(row.txHash()).isEqualTo("0xb4");
    }

    @Test
    void readsNumbersThatAreText() {
        String text = ROW.replace("20.5", "\"20.5\"")
                .replace("0.4699999999", "\"0.4699999999\"")
                .replace("1772184013", "\"1772184013\"");
        assertThat(TradeRowParser.parse(json.readTree(text))).isEqualTo(TradeRowParser.parse(json.readTree(ROW)));
    }

    @Test
    void rejectsWhatIsNoNumberOrAnAbsurdOne() {
        for (String size : new String[] {"\"much\"", "1e300", "\"1e999999999\"", "true", "[]"}) {
            assertThatThrownBy(() -> TradeRowParser.parse(json.readTree(ROW.replace("20.5", size))))
                    .as(size)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysWhatIsMissing() {
        for (String field :
                new String[] {"proxyWallet", "side", "asset", "size", "price", "timestamp", "transactionHash"}) {
            assertThatThrownBy(() -> TradeRowParser.parse(json.readTree(ROW.replace(field, "x"))))
                    .as(field)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A page that overlaps the one before tells of a row twice: equal rows are told apart by how often they came. */
    @Test
    void givesEqualRowsOfAPageIdentitiesOfTheirOwn() {
        Map<TradeRow, Integer> equals = new HashMap<>();
        Set<String> identities = new HashSet<>();
        String other = ROW.replace("\"size\":20.5", "\"size\":20.6");
        for (JsonNode node : json.readTree("[" + String.join(",", ROW, other, ROW, ROW) + "]")) {
            TradeRow row = TradeRowParser.parse(node).orElseThrow();
            int occurrence = equals.merge(row, 1, Integer::sum) - 1;
            identities.add(
                    RowIdentity.fill(row, occurrence, new UUID(0, 1), 0, "{}").dedupeKey());
        }
        assertThat(equals).hasSize(2);
        assertThat(identities).hasSize(4);
    }

    /** What a rebate is: of a type of its own, and of no side. */
    @Test
    void leavesOutARebate() {
        String rebate = ROW.replace("\"SELL\"", "\"\"").replace("{", "{\"type\":\"TAKER_REBATE\",");
        assertThat(TradeRowParser.parse(json.readTree(rebate))).isEmpty();
    }

    /** 4,000 rows, 27 of them equal to another: every row is a fill of its own, none collides. */
    @Test
    void readsEveryRecordedTrade() throws IOException {
        Map<TradeRow, Integer> equals = new HashMap<>();
        Set<String> identities = new HashSet<>();
        int rows = 0;
        for (JsonNode node : json.readTree(Recordings.text("data-api/ent0n29_museumofbees_trades.json.gz"))) {
            TradeRow row = TradeRowParser.parse(node).orElseThrow();
            int occurrence = equals.merge(row, 1, Integer::sum) - 1;
            identities.add(RowIdentity.fill(row, occurrence, new UUID(0, rows), 0, "{}")
                    .dedupeKey());
            rows++;
        }
        assertThat(rows).isEqualTo(4_000);
        assertThat(equals).hasSize(3_973);
        assertThat(identities).hasSize(4_000);
    }

    @Test
    void leavesOutWhatIsNoTrade() throws IOException {
        JsonNode rows = json.readTree(Recordings.text("data-api/hugompt_activity.json"));
        assertThat(rows.size()).isEqualTo(3);
        for (JsonNode row : rows) {
            assertThat(TradeRowParser.parse(row)).isEmpty();
        }
    }
}
