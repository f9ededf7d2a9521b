package io.slipstream.worker.settings;

import java.util.Locale;

/** The closed sets that a flag chooses from, and how the flag spells them. */
public final class Choices {

    private Choices() {}

    /** Where leader fills come from ({@code TRIGGER_MODE}). */
    public enum TriggerMode {
        /** The venue's Data API, polled. */
        DATA_API,
        /** The chain's logs. */
        POLYGON,
        /** Both: whichever comes first makes the fill, the chain's identity completes it. */
        BOTH
    }

    /** Where orders go ({@code EXECUTION_MODE}). */
    public enum ExecutionMode {
        /** Simulated against the real book. */
        PAPER,
        /** To the venue; refused for now. */
        LIVE
    }

    /** What books are kept from ({@code BOOKSTORE_MODE}). */
    public enum BookstoreMode {
        /** {@code POST /books}, polled. */
        REST,
        /** The market socket alone. */
        WS,
        /** The market socket, seeded and resynced by {@code POST /books}. */
        WS_SNAPSHOT
    }

    /** When paper orders meet a venue that restarts ({@code PAPER_RESTARTS}). */
    public enum VenueRestarts {
        /** Weekly, as the venue publishes. */
        PUBLISHED,
        /** Never. */
        NONE
    }

    /** What a worker does that finds another one at its database ({@code WORKER_LOCK}). */
    public enum WhenTaken {
        /** It says who that is, and ends. */
        END,
        /** It waits until the other one ends. */
        WAIT
    }

    /** Whether something is done at all. */
    public enum Switch {
        /** It is. */
        ON,
        /** It is not. */
        OFF
    }

    /** How a flag spells a constant. */
    static String flag(Enum<?> constant) {
        return constant == BookstoreMode.WS_SNAPSHOT
                ? "ws+snapshot"
                : constant.name().toLowerCase(Locale.ROOT);
    }
}
