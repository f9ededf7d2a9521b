package io.slipstream.sim.http;

import java.util.Locale;
import java.util.Optional;

/** One of the services that share the port; faults are switched per feed. */
public enum Feed {
    /** Polygon JSON-RPC, HTTP and socket. */
    RPC,
    /** The CLOB's market socket. */
    MARKET,
    /** The CLOB's REST answers. */
    CLOB,
    /** The market catalogue. */
    GAMMA,
    /** The Data API. */
    DATA,
    /** The simulator's own answers, which no fault touches. */
    SIM;

    /** The feed's name in paths and in fault requests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The feed of a label. */
    public static Optional<Feed> of(String label) {
        for (Feed feed : values()) {
            if (feed.label().equals(label)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }
}
