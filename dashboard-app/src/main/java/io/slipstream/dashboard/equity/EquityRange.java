package io.slipstream.dashboard.equity;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far back the curve goes. Each range has its step, chosen so that no curve has more than 500 points. */
public enum EquityRange {
    /** A quarter of an hour in steps of 2 s. */
    MINUTES_15("15m", "15 m", "the last 15 minutes", Duration.ofMinutes(15), Duration.ofSeconds(2)),
    /** An hour in steps of 8 s. */
    HOUR("1h", "1 h", "the last hour", Duration.ofHours(1), Duration.ofSeconds(8)),
    /** A day in steps of 3 minutes. */
    DAY("24h", "24 h", "the last 24 hours", Duration.ofHours(24), Duration.ofMinutes(3)),
    /** Everything, in as many steps as a curve may have. */
    ALL("all", "All", "all time", null, null);

    /** More points than this are not told apart on a screen. */
    static final int MOST_POINTS = 500;

    private final String key;
    private final String label;
    private final String description;
    private final @Nullable Duration length;
    private final @Nullable Duration step;

    EquityRange(String key, String label, String description, @Nullable Duration length, @Nullable Duration step) {
        this.key = key;
        this.label = label;
        this.description = description;
        this.length = length;
        this.step = step;
    }

    /** The range that a request names by its key. */
    public static Optional<EquityRange> ofKey(String key) {
        return Arrays.stream(values()).filter(range -> range.key.equals(key)).findFirst();
    }

    /** What stands in a request. */
    public String key() {
        return key;
    }

    /** What stands on the button. */
    public String label() {
        return label;
    }

    /** What a screen reader says. */
    public String description() {
        return description;
    }

    /** How far back; none for everything. */
    @Nullable
    Duration length() {
        return length;
    }

    /** The step for this range, or for everything the one that spreads the given span over the points allowed. */
    Duration stepFor(Duration span) {
        if (step != null) {
            return step;
        }
        // three fewer than the points: the range's first point is one, and the first and the last step are partly
        // filled
        return Duration.ofSeconds(Math.ceilDiv(Math.max(span.toSeconds(), 1), MOST_POINTS - 3));
    }
}
