package io.slipstream.worker.chain;

import io.slipstream.worker.node.RpcJson;
import io.slipstream.worker.node.TestingNodes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node over real HTTP whose chain has a log in some blocks, and whose answers go wrong in the ways that providers' do. */
final class StandInNode extends Dispatcher implements AutoCloseable {

    private final JsonMapper json = new JsonMapper();
    private final MockWebServer server = new MockWebServer();
    private final SortedMap<Long, String> logs = new TreeMap<>();
    private final List<Long> widths = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long head;
    private volatile long chainId = TestingNodes.CHAIN;
    private volatile long widest = Long.MAX_VALUE;
    private volatile long emptyBeyond = Long.MAX_VALUE;
    private volatile int mostResults = Integer.MAX_VALUE;
    private volatile @Nullable Long lacking;
    private volatile long finalized = -1;
    private volatile long forkedFrom = Long.MAX_VALUE;

    StandInNode(long head) throws IOException {
        this.head = head;
        server.setDispatcher(this);
        server.start();
    }

    URI url() {
        return server.url("/key").uri();
    }

    void logIn(long block) {
        logs.put(
                block,
                "{\"address\":\"0xe\",\"topics\":[],\"data\":\"0x\",\"blockNumber\":\"%s\",\"blockHash\":\"0xb%d\","
                                .formatted(RpcJson.quantity(block), block)
                        + "\"transactionHash\":\"0xt%d\",\"logIndex\":\"0x0\"}".formatted(block));
    }

    void isAt(long block) {
        head = block;
    }

    void isOnChain(long chain) {
        chainId = chain;
    }

    void refusesBeyond(long blocks) {
        widest = blocks;
    }

    void answersEmptyBeyond(long blocks) {
        emptyBeyond = blocks;
    }

    void refusesMoreThan(int results) {
        mostResults = results;
    }

    void leavesOut(long block) {
        lacking = block;
    }

    /** The newest block that it calls final; without, it knows no such tag. */
    void callsFinal(long block) {
        finalized = block;
    }

    /** From this block on it has others than everybody else. */
    void isForkedFrom(long block) {
        forkedFrom = block;
    }

    void fails(int times) {
        failures.set(times);
    }

    /** How many blocks it was asked for, each time. */
    List<Long> widths() {
        return List.copyOf(widths);
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        JsonNode call = json.readTree(
                request.getBody() == null ? "{}" : request.getBody().utf8());
        JsonNode first = call.path("params").path(0);
        return switch (call.path("method").asString()) {
            case "eth_chainId" -> answer("\"" + RpcJson.quantity(chainId) + "\"");
            case "eth_getBlockByNumber" -> block(first.asString());
            default ->
                failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                        ? new MockResponse.Builder()
                                .code(502)
                                .body("bad gateway")
                                .build()
                        : logs(RpcJson.quantity(first.path("fromBlock")), RpcJson.quantity(first.path("toBlock")));
        };
    }

    private MockResponse block(String which) {
        if (which.equals("finalized") && finalized < 0) {
            return new MockResponse.Builder()
                    .body("{\"error\":{\"code\":-32602,\"message\":\"invalid block tag\"}}")
                    .build();
        }
        long number = switch (which) {
            case "latest" -> head;
            case "finalized" -> finalized;
            default -> Long.decode(which);
        };
        String hash = (number >= forkedFrom ? "0xf" : "0xb") + number;
        return number > head
                ? answer("null")
                : answer(json.writeValueAsString(Map.of(
                        "number", RpcJson.quantity(number), "hash", hash, "timestamp", RpcJson.quantity(number))));
    }

    private MockResponse logs(long from, long to) {
        long width = to - from + 1;
        widths.add(width);
        if (width > widest) {
            return new MockResponse.Builder()
                    .code(400)
                    .body("{\"error\":{\"code\":-32600,\"message\":\"up to a %d block range\"}}".formatted(widest))
                    .build();
        }
        Map<Long, String> there = width > emptyBeyond ? Map.of() : logs.subMap(from, Math.min(head, to) + 1);
        if (there.size() > mostResults) {
            return new MockResponse.Builder()
                    .body("{\"error\":{\"code\":-32005,\"message\":\"query returned more than %d results\"}}"
                            .formatted(mostResults))
                    .build();
        }
        return answer(there.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(lacking))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(",", "[", "]")));
    }

    private static MockResponse answer(String result) {
        return new MockResponse.Builder()
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}")
                .build();
    }
}
