package io.slipstream.dashboard.fills;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the latest leader fills are shown. */
public enum FillFilter {
    /** Every fill, also one that is still to be decided. */
    ALL("all", "All", null),
    /** Fills that were copied. */
    TRADED("traded", "Traded", Decision.TRADE),
    /** Fills that were left alone. */
    SKIPPED("skipped", "Skipped", Decision.SKIP);

    private final String key;
    private final String label;
    private final @Nullable Decision decision;

    FillFilter(String key, String label, @Nullable Decision decision) {
        this.key = key;
        this.label = label;
        this.decision = decision;
    }

    /** The filter that a request names by its key. */
    public static Optional<FillFilter> ofKey(String key) {
        return Arrays.stream(values()).filter(filter -> filter.key.equals(key)).findFirst();
    }

    /** What stands in a request. */
    public String key() {
        return key;
    }

    /** What stands on the button. */
    public String label() {
        return label;
    }

    /** The decision asked for; none if any will do. */
    @Nullable
    Decision decision() {
        return decision;
    }
}
