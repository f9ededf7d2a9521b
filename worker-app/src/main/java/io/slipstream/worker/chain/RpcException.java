package io.slipstream.worker.chain;

import java.io.IOException;
import java.util.Locale;

/** A node answered with an error, or with something that is no answer. */
final class RpcException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int code;

    RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether fewer blocks might be answered: providers word it in many ways (protocol reference 9). */
    boolean rangeTooLarge() {
        String text = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("rate") || text.contains("head")) {
            return false; // too often, or beyond what the node has: fewer blocks do not help
        }
        return code == -32005
                || text.contains("range")
                || text.contains("more than")
                || text.contains("too many results")
                || text.contains("response size");
    }
}
