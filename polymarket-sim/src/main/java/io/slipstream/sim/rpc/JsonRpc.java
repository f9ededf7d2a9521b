package io.slipstream.sim.rpc;

import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0: takes single calls and batches apart and wraps answers and errors. */
public final class JsonRpc {

    /** Most calls in one batch. */
    public static final int MOST_CALLS = 1_000;

    private final VenueGuard guard;
    private final ChainCalls calls;
    private final Subscriptions subscriptions;

    /** Answers from these calls and subscriptions, under the venue's guard. */
    public JsonRpc(VenueGuard guard, ChainCalls calls, Subscriptions subscriptions) {
        this.guard = guard;
        this.calls = calls;
        this.subscriptions = subscriptions;
    }

    /**
     * Answers one message.
     *
     * @param body JSON text: a call or an array of calls
     * @param client the socket that it came from; null over HTTP, where nothing can be subscribed
     * @return JSON text
     */
    public String answer(String body, @Nullable SocketClient client) {
        JsonNode message;
        try {
            message = Json.read(body);
        } catch (IllegalArgumentException e) {
            return Json.write(error(null, RpcException.PARSE, "parse error"));
        }
        if (!message.isArray()) {
            return Json.write(one(message, client));
        }
        if (message.isEmpty() || message.size() > MOST_CALLS) {
            return Json.write(
                    error(null, RpcException.INVALID_REQUEST, message.isEmpty() ? "empty batch" : "batch too large"));
        }
        ArrayNode out = Json.array();
        message.forEach(call -> out.add(one(call, client)));
        return Json.write(out);
    }

    private JsonNode one(JsonNode call, @Nullable SocketClient client) {
        JsonNode id = call.get("id");
        JsonNode method = call.get("method");
        if (!call.isObject() || method == null || !method.isString()) {
            return error(id, RpcException.INVALID_REQUEST, "invalid request");
        }
        JsonNode given = call.get("params");
        JsonNode params = given == null || given.isNull() ? Json.array() : given;
        if (!params.isArray()) {
            return error(id, RpcException.BAD_PARAMETERS, "non-array args");
        }
        try {
            ObjectNode out = Json.object().put("jsonrpc", "2.0");
            out.set("id", id);
            out.set("result", guard.read(() -> result(method.stringValue(), params, client)));
            return out;
        } catch (RpcException e) {
            return error(id, e.code(), e.text());
        }
    }

    private JsonNode result(String method, JsonNode params, @Nullable SocketClient client) {
        return switch (method) {
            case "eth_subscribe" -> subscriptions.subscribe(connected(client), params);
            case "eth_unsubscribe" -> subscriptions.unsubscribe(connected(client), params);
            default -> calls.result(method, params);
        };
    }

    private static SocketClient connected(@Nullable SocketClient client) {
        if (client == null) {
            throw new RpcException(RpcException.UNKNOWN_METHOD, "notifications not supported");
        }
        return client;
    }

    private static ObjectNode error(@Nullable JsonNode id, int code, String message) {
        ObjectNode out = Json.object().put("jsonrpc", "2.0");
        out.set("id", id);
        out.putObject("error").put("code", code).put("message", message);
        return out;
    }
}
