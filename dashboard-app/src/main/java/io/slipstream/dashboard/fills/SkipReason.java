package io.slipstream.dashboard.fills;

import java.util.Locale;

/**
 * Why fills were left alone, and how often.
 *
 * @param code the reason's code
 * @param fills how many fills it kept from being copied
 */
public record SkipReason(String code, long fills) {

    /** The code in plain words: BELOW_MIN_SIZE becomes "below min size". */
    public String words() {
        return code.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
    }
}
