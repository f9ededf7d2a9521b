package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.FillVector;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.worker.node.FrameReader;
import io.slipstream.worker.node.RawLog;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The fills that are known from the chain, in the JSON of a node, on the way that they go in the worker. */
class WrittenLogsTest {

    @Test
    void readsThemFromANodesAnswerAndDecodesThemAsTheyAreKnown() throws Exception {
        List<FillVector> vectors = FillVector.all();
        String answer = vectors.stream()
                .map(vector -> json(vector.log()))
                .collect(Collectors.joining(",", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[", "]}"));
        List<RawLog> logs = new FrameReader(new JsonMapper()).logs(answer);
        assertThat(logs).hasSize(vectors.size()).hasSize(4);
        for (int i = 0; i < logs.size(); i++) {
            FillVector vector = vectors.get(i);
            assertThat(logs.get(i).payload()).isEqualTo(json(vector.log()));
            assertThat(logs.get(i).toChainLog()).isEqualTo(vector.log());
            assertThat(OrderFilledDecoder.decode(logs.get(i).toChainLog(), vector.exchange()))
                    .isInstanceOfSatisfying(Decoded.Fill.class, decoded -> vector.check(decoded.fill()));
        }
    }

    /** Trap: a wrong fee formula. Whoever rests pays none in the second generation, whatever the market's curve would have of a taker. */
    @Test
    void chargesAMakerNothingAsPaperDoes() {
        List<FillVector> resting = FillVector.all().stream()
                .filter(vector -> vector.exchange().name().equals("ctf-v2") && !vector.aggressor())
                .toList();
        assertThat(resting).isNotEmpty().allSatisfy(fill -> {
            assertThat(fill.feeMicros()).isZero();
            assertThat(new FeeSchedule(40_000, 1, true).takerFeeOf(fill.sharesMicros(), fill.usdcMicros()))
                    .isPositive();
        });
    }

    /** As nodes differ: hex in either letter case, and not all of them state the block's time. */
    private static String json(ChainLog log) {
        String topics = log.topics().stream()
                .map(topic -> "\"0x" + topic.substring(2).toUpperCase(Locale.ROOT) + '"')
                .collect(Collectors.joining(","));
        Long seconds = log.blockTimestampSeconds();
        String time = seconds == null ? "" : "\"blockTimestamp\":\"0x%x\",".formatted(seconds);
        return """
                {"address":"%s","topics":[%s],"data":"%s","blockNumber":"0x%x","blockHash":"%s","transactionHash":"%s",\
                "transactionIndex":"0x7",%s"logIndex":"0x%x","removed":false}""".formatted(
                        log.address(),
                        topics,
                        log.data(),
                        log.blockNumber(),
                        log.blockHash(),
                        log.txHash(),
                        time,
                        log.logIndex());
    }
}
