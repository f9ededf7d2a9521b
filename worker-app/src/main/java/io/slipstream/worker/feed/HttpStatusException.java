package io.slipstream.worker.feed;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server answered with a status that is no success. */
public final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 300;

    private final int status;
    private final String body;
    private final @Nullable String retryAfter;

    HttpStatusException(String server, int status, @Nullable String retryAfter, String body) {
        super("HTTP " + status + " from " + server
                + (isSeconds(retryAfter) ? ", retry after " + retryAfter + " s" : ""));
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** A header may hold anything, also a date or a sentence: only seconds count and are shown. */
    private static boolean isSeconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.strip().matches("\\d{1,6}");
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** What the server said, cut off where it is long. */
    public String body() {
        return body;
    }

    /** How long the server wants to be left alone, zero if it does not say, five minutes at most. */
    public Duration retryAfter() {
        if (retryAfter == null || !isSeconds(retryAfter)) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(retryAfter.strip())));
    }
}
