package io.slipstream.worker.feed;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server answered with a status that is no success. */
public final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 300;

    private final int status;
    private final @Nullable String retryAfter;

    HttpStatusException(String path, int status, @Nullable String retryAfter) {
        super("HTTP " + status + " from " + path + (retryAfter == null ? "" : ", retry after " + retryAfter + " s"));
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** How long the server wants to be left alone, zero if it does not say, five minutes at most. */
    public Duration retryAfter() {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(retryAfter.strip())));
    }
}
