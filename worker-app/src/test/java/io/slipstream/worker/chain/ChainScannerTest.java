package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.feed.TestingFeeds;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scans of nodes that refuse, leave out, or know less than another. */
@Timeout(30)
class ChainScannerTest {

    private static final Address LEADER = new Address("0x" + "aa".repeat(20));
    private static final Address EXCHANGE = new Address("0x" + "e1".repeat(20));
    private static final ExchangeContract CONTRACT = new ExchangeContract("ctf", EXCHANGE, EventLayout.V2);

    private final JsonMapper json = new JsonMapper();
    private final MockWebServer server = new MockWebServer();
    private final Node node = new Node();
    private final TestingEngine engine = new TestingEngine();
    private final PushedFills pushed = new PushedFills();
    private final FillDecoder decoder = new FillDecoder(List.of(CONTRACT), Set.of(LEADER), new SimpleMeterRegistry());

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(node);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void storesWhereItBeginsBeforeAnythingIsFinal() throws IOException {
        scanner(List.of(), 500).scan(rpc());
        EngineEvent.RangeScanned begun = engine.scans().getFirst();
        assertThat(begun.cursors()).containsExactly(new Cursor(EXCHANGE, LEADER, "maker", node.head));
        assertThat(begun.finalizedTo()).isLessThan(begun.finalizedFrom());
    }

    @Test
    void asksForFewerBlocksWhenANodeRefusesWithAStatusAndABody() throws IOException {
        node.largestRange = 10;
        scanner(at(0), 500).scan(rpc());
        assertThat(engine.lastCursor()).isEqualTo(node.finalized);
        assertThat(node.ranges).startsWith(105L, 52L, 26L, 13L, 6L);
    }

    @Test
    void asksForTheTimeOfABlockThatTheLogLacks() throws IOException {
        node.logs.add(log(42, 7));
        scanner(at(0), 500).scan(rpc());
        assertThat(engine.scans().getFirst().fills())
                .hasSize(1)
                .allSatisfy(fill -> assertThat(fill.fillTimeNanos()).isEqualTo(1_042L * 1_000_000_000L));
    }

    @Test
    void believesThatAPushedFillIsGoneOnlyWhenToldTwice() throws IOException {
        pushed.pushed(
                decoder.decode(json.readTree(log(42, 7)), TestingEngine.NOW).orElseThrow());
        ChainScanner scanner = scanner(at(0), 500);
        assertThatThrownBy(() -> scanner.scan(rpc()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without 1 fills that were pushed");
        assertThat(engine.scans()).isEmpty();
        scanner.scan(rpc());
        assertThat(engine.lastCursor()).isEqualTo(node.finalized);
    }

    @Test
    void goesOnWhenTheSecondAnswerHoldsThePushedFill() throws IOException {
        pushed.pushed(
                decoder.decode(json.readTree(log(42, 7)), TestingEngine.NOW).orElseThrow());
        ChainScanner scanner = scanner(at(0), 500);
        assertThatThrownBy(() -> scanner.scan(rpc())).isInstanceOf(IOException.class);
        node.logs.add(log(42, 7));
        scanner.scan(rpc());
        assertThat(engine.scans().getFirst().fills()).hasSize(1);
    }

    private ChainScanner scanner(List<Cursor> stored, int range) {
        return new ChainScanner(
                LogFilter.of(List.of(CONTRACT), List.of(LEADER)),
                decoder,
                new ScanPosition(List.of(CONTRACT), List.of(LEADER), stored),
                engine.inbox(),
                () -> TestingEngine.NOW,
                engine.nanos(),
                null,
                range,
                pushed);
    }

    private JsonRpcHttp rpc() {
        return new JsonRpcHttp(server.url("/key").uri(), TestingFeeds.http(), json, TestingFeeds.feed());
    }

    private static List<Cursor> at(long block) {
        return List.of(new Cursor(EXCHANGE, LEADER, "maker", block));
    }

    private static String log(long block, long index) {
        String data = "%064x%064x%064x%064x%0192x"
                .formatted(BigInteger.ZERO, BigInteger.TEN, 5_000_000, 10_000_000, BigInteger.ZERO);
        return """
                {"address":"%s","topics":["%s","0x%s","%s","%s"],"data":"0x%s","blockNumber":"0x%x","blockHash":"0xb%d",\
                "transactionHash":"0xt%d","logIndex":"0x%x"}""".formatted(
                        EXCHANGE,
                        EventLayout.V2.topic0(),
                        "0f".repeat(32),
                        LEADER.toTopic(),
                        EXCHANGE.toTopic(),
                        data,
                        block,
                        block,
                        index,
                        index);
    }

    /** A chain of 105 blocks of which 100 are final. */
    private final class Node extends Dispatcher {
        private final long head = 105;
        private final long finalized = 100;
        private final List<String> logs = new ArrayList<>();
        private final List<Long> ranges = new ArrayList<>();
        private long largestRange = Long.MAX_VALUE;

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            JsonNode call = json.readTree(
                    request.getBody() == null ? "{}" : request.getBody().utf8());
            JsonNode first = call.path("params").path(0);
            if (call.path("method").asString().equals("eth_getBlockByNumber")) {
                long number = switch (first.asString()) {
                    case "latest" -> head;
                    case "finalized" -> finalized;
                    default -> RpcJson.quantity(first);
                };
                return answer(Map.of(
                        "result",
                        Map.of("number", RpcJson.quantity(number), "timestamp", RpcJson.quantity(1_000 + number))));
            }
            long from = RpcJson.quantity(first.path("fromBlock"));
            long to = RpcJson.quantity(first.path("toBlock"));
            ranges.add(to - from + 1);
            if (to - from + 1 > largestRange) {
                return new MockResponse.Builder()
                        .code(400)
                        .body("{\"error\":{\"code\":-32600,\"message\":\"up to a 10 block range\"}}")
                        .build();
            }
            return answer(Map.of("result", logs.stream().map(json::readTree).toList()));
        }

        private MockResponse answer(Map<String, Object> body) {
            return new MockResponse.Builder()
                    .body(json.writeValueAsString(body))
                    .build();
        }
    }
}
