package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC over HTTP with one node. */
final class JsonRpcHttp {

    private final URI url;
    private final HttpExchange http;
    private final JsonMapper json;
    private final Feed feed;
    private long lastId;

    JsonRpcHttp(URI url, HttpExchange http, JsonMapper json, Feed feed) {
        this.url = url;
        this.http = http;
        this.json = json;
        this.feed = feed;
    }

    URI url() {
        return url;
    }

    /** The number of a block by tag ({@code latest}, {@code finalized}). */
    long blockNumber(String tag) throws IOException {
        JsonNode block = call("eth_getBlockByNumber", tag, false);
        try {
            return RpcJson.quantity(block.path("number"));
        } catch (IllegalArgumentException e) {
            throw new RpcException(0, "no block for tag " + tag + ": " + block);
        }
    }

    /** When a block was made, in seconds since 1970. */
    long blockTime(long number) throws IOException {
        JsonNode block = call("eth_getBlockByNumber", RpcJson.quantity(number), false);
        try {
            return RpcJson.quantity(block.path("timestamp"));
        } catch (IllegalArgumentException e) {
            throw new RpcException(0, "no time for block " + number);
        }
    }

    /** All logs of a filter in a range, both ends included. */
    List<JsonNode> logs(LogFilter filter, long fromBlock, long toBlock) throws IOException {
        JsonNode result = call("eth_getLogs", filter.toJson(fromBlock, toBlock));
        if (!result.isArray()) {
            throw new RpcException(0, "eth_getLogs answered no array: " + result);
        }
        List<JsonNode> logs = new ArrayList<>();
        result.forEach(logs::add);
        return logs;
    }

    /** Some providers refuse a range with an HTTP status and say why in the body. */
    private @Nullable RpcException insideOf(HttpStatusException refusal) {
        try {
            RpcException error = error(json.readTree(refusal.body()));
            return error != null && error.rangeTooLarge() ? error : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable RpcException error(JsonNode answer) {
        JsonNode error = answer.path("error");
        return error.isObject()
                ? new RpcException(
                        error.path("code").asInt(0), error.path("message").asString("error without a message"))
                : null;
    }

    private JsonNode call(String method, Object... params) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", ++lastId);
        request.put("method", method);
        request.put("params", params);
        try {
            JsonNode answer = http.post(url, json.writeValueAsString(request));
            RpcException error = error(answer);
            if (error != null) {
                throw error;
            }
            feed.delivered();
            return answer.path("result");
        } catch (RpcException e) {
            if (!e.rangeTooLarge()) {
                feed.failed(method + ": " + e.getMessage());
            }
            throw e;
        } catch (HttpStatusException e) {
            RpcException inside = insideOf(e);
            feed.failed(method + ": " + e.getMessage());
            throw inside == null ? e : inside;
        } catch (IOException e) {
            feed.failed(method + ": " + e.getMessage());
            throw e;
        }
    }
}
