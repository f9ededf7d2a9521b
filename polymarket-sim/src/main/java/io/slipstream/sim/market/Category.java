package io.slipstream.sim.market;

import io.slipstream.sim.exchange.FeeCurve;
import java.time.Instant;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A kind of market: its fee (section 5), how long it lives and how its truth moves ({@link Volatility}). */
public enum Category {
    /** Five-minute up or down. */
    CRYPTO_SHORT("Crypto", 300, 300),
    /** Fifteen-minute up or down. */
    CRYPTO("Crypto", 900, 900),
    /** A running match. */
    SPORTS("Sports", 900, 3_000),
    /** An election or appointment. */
    POLITICS("Politics", 2_400, 9_000),
    /** A world event, free of fees. */
    GEOPOLITICS("Geopolitics", 1_800, 7_200),
    /** A figure or a release. */
    ECONOMICS("Economics", 1_200, 5_400);

    /** By the moment from which it holds (protocol reference 3.5, venue update 2). */
    private static final NavigableMap<Instant, Integer> CRYPTO_DELAY_MILLIS = new TreeMap<>();

    static {
        CRYPTO_DELAY_MILLIS.put(Instant.MIN, 250);
        CRYPTO_DELAY_MILLIS.put(Instant.parse("2026-08-17T11:00:00Z"), 50);
        CRYPTO_DELAY_MILLIS.put(Instant.parse("2026-09-04T14:00:00Z"), 150);
    }

    private final String label;
    private final int shortestSeconds;
    private final int longestSeconds;

    Category(String label, int shortestSeconds, int longestSeconds) {
        this.label = label;
        this.shortestSeconds = shortestSeconds;
        this.longestSeconds = longestSeconds;
    }

    /** The name that Gamma shows. */
    public String label() {
        return label;
    }

    /** The name in addresses. */
    public String slug() {
        return label.toLowerCase(Locale.ROOT);
    }

    /** Whether it asks for up or down instead of yes or no. */
    boolean upOrDown() {
        return this == CRYPTO || this == CRYPTO_SHORT;
    }

    /** The taker fee. */
    public FeeCurve fees() {
        return switch (this) {
            case CRYPTO_SHORT, CRYPTO -> new FeeCurve("crypto_fees_v2", 700, 2_000);
            case SPORTS -> new FeeCurve("sports_fees_v2", 500, 1_500);
            case POLITICS -> new FeeCurve("politics_fees", 400, 2_500);
            case GEOPOLITICS -> new FeeCurve("", 0, 0);
            case ECONOMICS -> new FeeCurve("general_fees", 500, 2_500);
        };
    }

    /** How long the venue holds an order that would trade at once, in a market that opens then. */
    int takerDelayMillis(Instant opens) {
        return upOrDown() ? CRYPTO_DELAY_MILLIS.floorEntry(opens).getValue() : 0;
    }

    Volatility volatility() {
        return switch (this) {
            case CRYPTO_SHORT -> new Volatility(0.012, 50, 0.06, 0.18);
            case CRYPTO -> new Volatility(0.007, 60, 0.06, 0.18);
            case SPORTS -> new Volatility(0.005, 60, 0.06, 0.20);
            case POLITICS -> new Volatility(0.002, 80, 0.05, 0.16);
            case GEOPOLITICS -> new Volatility(0.002, 80, 0.05, 0.20);
            case ECONOMICS -> new Volatility(0.003, 70, 0.05, 0.18);
        };
    }

    /** Shortest life in simulated seconds. */
    int shortestSeconds() {
        return shortestSeconds;
    }

    /** Longest life in simulated seconds. */
    int longestSeconds() {
        return longestSeconds;
    }
}
