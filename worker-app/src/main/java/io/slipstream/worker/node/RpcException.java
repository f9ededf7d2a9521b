package io.slipstream.worker.node;

import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A node answered with an error, or with something that is no answer. */
public final class RpcException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int code;

    RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    static RpcException of(JsonNode error) {
        return new RpcException(
                error.path("code").asInt(0), error.path("message").asString("error without a message"));
    }

    /** Whether the node was asked too often. */
    public boolean tooOften() {
        String text = text();
        return code == TOO_MANY_REQUESTS
                || text.contains("rate limit")
                || text.contains("too many requests")
                || text.contains("request rate")
                || text.contains("compute units");
    }

    /** Whether fewer blocks might be answered: providers word it in many ways (protocol reference 9). */
    public boolean rangeTooLarge() {
        String text = text();
        if (tooOften() || text.contains("head")) {
            return false; // too often, or beyond what the node has: fewer blocks do not help
        }
        return code == LIMIT_EXCEEDED
                || text.contains("range")
                || text.contains("more than")
                || text.contains("too many results")
                || text.contains("too many logs")
                || text.contains("limit")
                || text.contains("response size")
                || text.contains("too large");
    }

    private String text() {
        return String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
    }
}
