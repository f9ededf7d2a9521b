package io.slipstream.worker.node;

import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import io.slipstream.worker.feed.RateBudget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that is asked over HTTP, within its budget of requests. Thread-safe; calls wait for their turn. */
public final class RpcNode {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LEAST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

    private final URI url;
    private final HttpExchange http;
    private final JsonMapper json;
    private final FrameReader reader;
    private final Feed feed;
    private final NodeRecord record;
    private final RateBudget budget;
    private final RangeLimit range;
    private final InstantSource clock;
    private final AtomicLong lastId = new AtomicLong();

    RpcNode(
            URI url,
            HttpExchange http,
            JsonMapper json,
            Feed feed,
            NodeRecord record,
            RateBudget budget,
            RangeLimit range,
            InstantSource clock) {
        this.url = url;
        this.http = http;
        this.json = json;
        this.reader = new FrameReader(json);
        this.feed = feed;
        this.record = record;
        this.budget = budget;
        this.range = range;
        this.clock = clock;
    }

    /** Host and port, with a number where several share them. */
    public String name() {
        return record.endpoint();
    }

    /** How it has fared. */
    public NodeRecord record() {
        return record;
    }

    /** How many blocks it may be asked for at once. */
    public RangeLimit range() {
        return range;
    }

    /** How often it may be asked. */
    public RateBudget budget() {
        return budget;
    }

    /** The chain it is on. */
    public long chainId() throws IOException {
        return quantity(call("eth_chainId"), "eth_chainId");
    }

    /** The number of the newest block. */
    public long head() throws IOException {
        long number = quantity(call("eth_getBlockByNumber", "latest", false).path("number"), "newest block");
        record.head(number);
        return number;
    }

    /**
     * The newest block that the node calls final.
     *
     * @throws RpcException if it does not know the tag
     */
    public BlockHeader finalized() throws IOException {
        return header(call("eth_getBlockByNumber", "finalized", false), "finalized block");
    }

    /** A block by its height, null if the node does not have it. */
    public @Nullable BlockHeader block(long number) throws IOException {
        JsonNode block = call("eth_getBlockByNumber", RpcJson.quantity(number), false);
        return block.isObject() ? header(block, "block " + number) : null;
    }

    /** A block by its hash, null if the node does not have it. */
    public @Nullable BlockHeader block(String hash) throws IOException {
        JsonNode block = call("eth_getBlockByHash", hash, false);
        return block.isObject() ? header(block, "block " + hash) : null;
    }

    private static BlockHeader header(JsonNode block, String what) throws RpcException {
        return new BlockHeader(
                quantity(block.path("number"), "number of " + what),
                block.path("hash").asString("").toLowerCase(Locale.ROOT),
                block.path("parentHash").asString("").toLowerCase(Locale.ROOT),
                quantity(block.path("timestamp"), "time of " + what));
    }

    /** All logs of a transaction, null if the node does not have it. */
    public @Nullable List<RawLog> logsOf(String txHash) throws IOException {
        JsonNode logs = call("eth_getTransactionReceipt", txHash).path("logs");
        return logs.isArray() ? reader.logs("{\"result\":" + logs + "}") : null;
    }

    /** All logs of a filter in a range, both ends included. */
    public List<RawLog> logs(Map<String, Object> filter, long fromBlock, long toBlock) throws IOException {
        Map<String, Object> ranged = new LinkedHashMap<>(filter);
        ranged.put("fromBlock", RpcJson.quantity(fromBlock));
        ranged.put("toBlock", RpcJson.quantity(toBlock));
        return asked("eth_getLogs", List.of(ranged), reader::logs);
    }

    private JsonNode call(String method, Object... params) throws IOException {
        return asked(method, List.of(params), text -> {
            try {
                JsonNode answer = json.readTree(text);
                if (answer.path("error").isObject()) {
                    throw RpcException.of(answer.path("error"));
                }
                return answer.path("result");
            } catch (JacksonException e) {
                throw new RpcException(0, method + " answered no JSON: " + e.getOriginalMessage());
            }
        });
    }

    private <T> T asked(String method, List<Object> params, Reading<T> reading) throws IOException {
        awaitTurn();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", lastId.incrementAndGet());
        request.put("method", method);
        request.put("params", params);
        try {
            T result = reading.read(http.postForText(feed, url, json.writeValueAsString(request)));
            budget.answered();
            feed.delivered();
            record.delivered(clock.instant());
            return result;
        } catch (RpcException e) {
            throw failed(method, e);
        } catch (HttpStatusException e) {
            RpcException inside = insideOf(e);
            if (e.status() == TOO_MANY_REQUESTS) {
                budget.tooOften(longer(e.retryAfter(), LEAST_REST));
            }
            throw inside == null ? failed(method, e) : failed(method, inside);
        } catch (IOException e) {
            throw failed(method, e);
        }
    }

    private void awaitTurn() throws IOException {
        if (budget.pause().compareTo(LONGEST_TURN) > 0) {
            throw new BusyException("%s wants to be left alone for %d s"
                    .formatted(name(), budget.pause().toSeconds()));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(budget.book().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for a turn");
        }
    }

    private <E extends IOException> E failed(String method, E failure) {
        if (failure instanceof RpcException error) {
            if (error.tooOften()) {
                budget.tooOften(LEAST_REST);
            } else if (error.rangeTooLarge()) {
                feed.delivered(); // it is there, and says what it can do
                return failure;
            }
        }
        feed.failed(method + ": " + failure.getMessage());
        record.failed(method + ": " + failure.getMessage());
        return failure;
    }

    /** Some providers refuse a range with an HTTP status and say why in the body. */
    private @Nullable RpcException insideOf(HttpStatusException refusal) {
        try {
            JsonNode error = json.readTree(refusal.body()).path("error");
            return error.isObject() && RpcException.of(error).rangeTooLarge() ? RpcException.of(error) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static long quantity(JsonNode node, String what) throws RpcException {
        try {
            return RpcJson.quantity(node);
        } catch (IllegalArgumentException e) {
            throw new RpcException(0, "no " + what + ": " + node);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private interface Reading<T> {
        T read(String text) throws IOException;
    }

    /** The node is not asked now: it said when it may be. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }
}
