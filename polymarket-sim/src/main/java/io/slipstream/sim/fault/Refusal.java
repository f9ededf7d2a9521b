package io.slipstream.sim.fault;

import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP error in the place of an answer. */
final class Refusal {

    private Refusal() {}

    static @Nullable Integer retryAfterSeconds(FaultRequest request) {
        return request.has("retryAfterSeconds") ? request.whole("retryAfterSeconds", 1, 0, 3_600) : null;
    }

    static HttpAnswer of(int status, @Nullable Integer retryAfterSeconds) {
        String message = switch (status) {
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
        Map<String, String> headers =
                retryAfterSeconds == null ? Map.of() : Map.of("Retry-After", Integer.toString(retryAfterSeconds));
        return new HttpAnswer(status, Json.write(Json.object().put("error", message)), headers);
    }
}
