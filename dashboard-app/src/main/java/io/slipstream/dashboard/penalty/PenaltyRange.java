package io.slipstream.dashboard.penalty;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which copies are looked at, by when their leader's trade was seen. */
public enum PenaltyRange {
    /** An hour. */
    HOUR("1h", "1 h", "the last hour", Duration.ofHours(1)),
    /** A day. */
    DAY("24h", "24 h", "the last 24 hours", Duration.ofDays(1)),
    /** A week. */
    WEEK("7d", "7 d", "the last 7 days", Duration.ofDays(7)),
    /** Everything. */
    ALL("all", "All", "all time", null);

    private final String key;
    private final String label;
    private final String description;
    private final @Nullable Duration length;

    PenaltyRange(String key, String label, String description, @Nullable Duration length) {
        this.key = key;
        this.label = label;
        this.description = description;
        this.length = length;
    }

    /** The range that a request names by its key. */
    public static Optional<PenaltyRange> ofKey(String key) {
        return Arrays.stream(values()).filter(range -> range.key.equals(key)).findFirst();
    }

    /** What stands in a request. */
    public String key() {
        return key;
    }

    /** What stands on the link. */
    public String label() {
        return label;
    }

    /** What a screen reader says. */
    public String description() {
        return description;
    }

    /** Where it begins if it ends now. */
    Instant since(Instant now) {
        return length == null ? Instant.EPOCH : now.minus(length);
    }
}
