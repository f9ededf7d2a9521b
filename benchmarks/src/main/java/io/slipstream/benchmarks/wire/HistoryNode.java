package io.slipstream.benchmarks.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slipstream.core.chain.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node that is asked, on a port of its own on loopback. Its chain grows at Polygon's pace; every fifth block holds one log
 * of one of the leaders, and it answers for no more blocks at once than it is told, as a provider would.
 */
public final class HistoryNode implements AutoCloseable {

    /** Blocks from one log to the next. */
    public static final int BLOCKS_A_LOG = 5;

    private static final long BLOCK_NANOS = 1_750_000_000;
    private static final long BLOCKS_TO_FINALITY = 8;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final JsonMapper json = new JsonMapper();
    private final List<Address> leaders;
    private final long firstHead;
    private final int mostBlocks;
    private final long openedNanos = System.nanoTime();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong firstPastNanos = new AtomicLong();

    private HistoryNode(HttpServer server, List<Address> leaders, long firstHead, int mostBlocks) {
        this.server = server;
        this.leaders = leaders;
        this.firstHead = firstHead;
        this.mostBlocks = mostBlocks;
    }

    /**
     * Opens a port.
     *
     * @param firstHead the newest block at the beginning
     * @param mostBlocks that it answers for at once
     */
    public static HistoryNode open(List<Address> leaders, long firstHead, int mostBlocks) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else every answer waits for an acknowledgement
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        HistoryNode node = new HistoryNode(server, leaders, firstHead, mostBlocks);
        server.setExecutor(node.executor);
        server.createContext("/", node::handle);
        server.start();
        return node;
    }

    /** Where it is asked. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many requests it has answered. */
    public long answers() {
        return answers.get();
    }

    /** How many ranges were too wide for it. */
    public long refusals() {
        return refusals.get();
    }

    /** When it was first asked for logs that are not of its newest blocks; 0 if never. */
    public long firstPastNanos() {
        return firstPastNanos.get();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private long head() {
        return firstHead + (System.nanoTime() - openedNanos) / BLOCK_NANOS;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
            byte[] body = answer(request);
            answers.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private byte[] answer(JsonNode request) throws IOException {
        String id = request.path("id").asString("null");
        JsonNode params = request.path("params");
        return switch (request.path("method").asString("")) {
            case "eth_getLogs" ->
                logs(
                        id,
                        block(params.path(0).path("fromBlock")),
                        block(params.path(0).path("toBlock")));
            case "eth_getBlockByNumber" ->
                result(id, header(numbered(params.path(0).asString(""))));
            case "eth_chainId" -> result(id, "\"0x89\"");
            default -> result(id, "null");
        };
    }

    private long numbered(String tag) {
        return switch (tag) {
            case "latest" -> head();
            case "finalized" -> head() - BLOCKS_TO_FINALITY;
            default -> Long.parseLong(tag, 2, tag.length(), 16);
        };
    }

    private byte[] logs(String id, long from, long to) throws IOException {
        if (to - from + 1 > mostBlocks) {
            refusals.incrementAndGet();
            return """
                    {"jsonrpc":"2.0","id":%s,"error":{"code":-32600,"message":"eth_getLogs is limited to a %d block range"}}""".formatted(id, mostBlocks).getBytes(StandardCharsets.UTF_8);
        }
        if (to < firstHead - mostBlocks) {
            firstPastNanos.compareAndSet(0, System.nanoTime());
        }
        LogText text = LogText.plain();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
        out.write(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":[").getBytes(StandardCharsets.UTF_8));
        long first = (from + BLOCKS_A_LOG - 1) / BLOCKS_A_LOG * BLOCKS_A_LOG;
        for (long block = first; block <= to; block += BLOCKS_A_LOG) {
            if (block > first) {
                out.write(',');
            }
            Address maker = leaders.get((int) (block / BLOCKS_A_LOG * 7_919 % leaders.size()));
            out.write(text.of(block, maker, block).bytes());
        }
        out.write("]}".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static long block(JsonNode quantity) {
        String text = quantity.asString("0x0");
        return Long.parseLong(text, 2, text.length(), 16);
    }

    private static byte[] result(String id, @Nullable String value) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(id, value)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String header(long block) {
        return "{\"number\":\"0x%x\",\"hash\":\"%s\",\"parentHash\":\"%s\",\"timestamp\":\"0x%x\"}"
                .formatted(
                        block,
                        LogText.blockHash(block),
                        LogText.blockHash(block - 1),
                        LogText.FIRST_TIME + (block - LogText.FIRST_BLOCK) * 7 / 4);
    }
}
