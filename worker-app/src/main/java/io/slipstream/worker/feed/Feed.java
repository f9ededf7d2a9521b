package io.slipstream.worker.feed;

import io.slipstream.worker.tape.TapeFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One source of outside information, judged by the age of what it delivered and not by its socket being open. Written by
 * the feed's own threads, read by everybody.
 */
public final class Feed {

    private final String name;
    private final Duration patience;
    private final InstantSource clock;
    private final TapeFeed tape;
    private final Instant since;
    private volatile @Nullable Instant lastContent;
    private volatile @Nullable String fault = "not connected yet";

    Feed(String name, Duration patience, InstantSource clock, TapeFeed tape) {
        this.name = name;
        this.patience = patience;
        this.clock = clock;
        this.tape = tape;
        this.since = clock.instant();
    }

    /** How a feed is. */
    public enum State {
        /** It delivers. */
        UP,
        /** It has a fault but delivered not long ago. */
        DEGRADED,
        /** It does not deliver. */
        DOWN
    }

    /** What is said of a feed at an instant. */
    public record Status(
            String name,
            State state,
            String detail,
            @Nullable Instant lastContent) {}

    String name() {
        return name;
    }

    /** Where its frames are taken down as they come, before anything is known of them. */
    TapeFeed tape() {
        return tape;
    }

    /** It delivered something. */
    public void delivered() {
        lastContent = clock.instant();
        fault = null;
    }

    /** It failed, with a sentence that says how. */
    public void failed(String how) {
        fault = how;
    }

    /** How long it is silent. */
    public Duration silence() {
        Instant last = lastContent;
        return Duration.between(last == null ? since : last, clock.instant());
    }

    /** How it is now. */
    public Status status() {
        String how = fault;
        Instant last = lastContent;
        Duration silence = silence();
        boolean silent = last == null || silence.compareTo(patience) > 0;
        if (how != null) {
            return new Status(name, silent ? State.DOWN : State.DEGRADED, how, last);
        }
        if (silent) {
            return new Status(
                    name,
                    State.DOWN,
                    "silent for %d s, %d s are allowed".formatted(silence.toSeconds(), patience.toSeconds()),
                    last);
        }
        return new Status(name, State.UP, "delivering", last);
    }
}
