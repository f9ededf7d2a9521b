package io.slipstream.sim.http;

import io.slipstream.sim.wire.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a client is told.
 *
 * @param status HTTP status
 * @param body JSON text
 * @param headers further headers
 */
public record HttpAnswer(int status, String body, Map<String, String> headers) {

    /** A good answer. */
    public static HttpAnswer ok(JsonNode tree) {
        return new HttpAnswer(200, Json.write(tree), Map.of());
    }

    /** A good answer that is written already. */
    public static HttpAnswer ok(String json) {
        return new HttpAnswer(200, json, Map.of());
    }

    /** A refusal in the shape of the venue's errors. */
    public static HttpAnswer error(int status, String message) {
        return new HttpAnswer(status, Json.write(Json.object().put("error", message)), Map.of());
    }
}
