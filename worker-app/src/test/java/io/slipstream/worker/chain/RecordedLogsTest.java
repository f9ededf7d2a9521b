package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.worker.node.FrameReader;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.RpcJson;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs that stand on the chain, against what they were decoded to independently. */
class RecordedLogsTest {

    private final JsonMapper json = new JsonMapper();

    @Test
    void decodesTheRecordedFillsAsStated() throws IOException {
        Map<String, OrderFill> fills = new HashMap<>();
        String answer = "{\"result\":" + Recordings.text("onchain/polygon_logs.json") + "}";
        for (RawLog raw : new FrameReader(json).logs(answer)) {
            ChainLog log = inABlock(raw).toChainLog();
            for (ExchangeContract exchange : ExchangeContract.venue()) {
                if (log.address().equals(exchange.address())
                        && log.topics().getFirst().equals(exchange.layout().topic0())) {
                    assertThat(OrderFilledDecoder.decode(log, exchange))
                            .isInstanceOfSatisfying(
                                    Decoded.Fill.class, fill -> fills.put(log.txHash() + log.logIndex(), fill.fill()));
                }
            }
        }
        JsonNode expected = json.readTree(Recordings.text("onchain/polygon_logs.expected.json"));
        assertThat(fills).hasSize(expected.size()).hasSize(4);
        for (JsonNode row : expected) {
            OrderFill fill = fills.get(row.path("transactionHash").asString() + RpcJson.quantity(row.path("logIndex")));
            assertThat(fill).as(row.toString()).isNotNull();
            assertThat(fill.side().name()).isEqualTo(row.path("makerTopicSide").asString());
            assertThat(fill.tokenId().toString()).isEqualTo(row.path("tokenId").asString());
            assertThat(fill.sharesMicros()).isEqualTo(micros(row, "shares"));
            assertThat(fill.usdcMicros()).isEqualTo(micros(row, "usdc"));
            assertThat(fill.priceMicros()).isEqualTo(micros(row, "price"));
            assertThat(fill.feeMicros()).isEqualTo(micros(row, "fee_raw_div_1e6"));
        }
    }

    /** The recorder left the block's hash out of some logs; a node states it. */
    private static RawLog inABlock(RawLog raw) {
        return raw.blockHash() != null
                ? raw
                : new RawLog(
                        raw.address(),
                        raw.topics(),
                        raw.data(),
                        raw.blockNumber(),
                        "0x" + "0".repeat(64),
                        raw.transactionHash(),
                        raw.logIndex(),
                        raw.blockTimestamp(),
                        raw.removed(),
                        raw.payload());
    }

    /** Trap: a wrong fee formula. Whoever rests pays none, whatever the market's curve would have of a taker. */
    @Test
    void chargesAMakerNothingAsPaperDoes() throws IOException {
        String answer = "{\"result\":" + Recordings.text("onchain/polygon_logs.json") + "}";
        List<OrderFill> resting = new ArrayList<>();
        for (RawLog raw : new FrameReader(json).logs(answer)) {
            ChainLog log = inABlock(raw).toChainLog();
            for (ExchangeContract exchange : ExchangeContract.venue()) {
                if (log.address().equals(exchange.address())
                        && exchange.layout() == EventLayout.V2
                        && log.topics().getFirst().equals(EventLayout.V2.topic0())
                        && OrderFilledDecoder.decode(log, exchange) instanceof Decoded.Fill(OrderFill fill)
                        && !fill.isAggressor()) {
                    resting.add(fill);
                }
            }
        }
        assertThat(resting).isNotEmpty().allSatisfy(fill -> {
            assertThat(fill.feeMicros()).isZero();
            assertThat(new FeeSchedule(40_000, 1, true).takerFeeOf(fill.sharesMicros(), fill.usdcMicros()))
                    .isPositive();
        });
    }

    private static long micros(JsonNode row, String field) {
        BigDecimal value = row.path(field).decimalValue();
        return Micros.fromDecimal(value.setScale(6, RoundingMode.HALF_UP));
    }
}
