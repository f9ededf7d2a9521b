package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private JsonNode call(String method, Object... params) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", ++lastId);
        request.put("method", method);
        request.put("params", params);
        try {
            JsonNode answer = http.post(url, json.writeValueAsString(request));
            JsonNode error = answer.path("error");
            if (error.isObject()) {
                throw new RpcException(
                        error.path("code").asInt(0), error.path("message").asString("error without a message"));
            }
            feed.delivered();
            return answer.path("result");
        } catch (RpcException e) {
            if (!e.rangeTooLarge()) {
                feed.failed(method + ": " + e.getMessage());
            }
            throw e;
        } catch (IOException e) {
            feed.failed(method + ": " + e.getMessage());
            throw e;
        }
    }
}
