package io.slipstream.persistence;

import io.slipstream.core.market.Instrument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A market as the registry keeps it.
 *
 * @param category empty if the venue names none
 * @param outcomes its tokens in the order of the condition's outcomes
 * @param payoutMicros what a share of each token pays, in the order of the outcomes; null while unresolved
 */
public record Market(
        String conditionId,
        String marketKey,
        String title,
        String category,
        @Nullable Instant endDate,
        boolean enableOrderBook,
        boolean active,
        boolean closed,
        boolean negRisk,
        List<Instrument> outcomes,
        @Nullable List<Long> payoutMicros) {

    /** Keeps its own copies. */
    public Market {
        outcomes = List.copyOf(outcomes);
        payoutMicros = payoutMicros == null ? null : List.copyOf(payoutMicros);
    }
}
