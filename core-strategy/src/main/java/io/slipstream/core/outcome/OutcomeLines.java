package io.slipstream.core.outcome;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.TokenId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lines of a run's facts, one after the other. Owned by one thread. */
public final class OutcomeLines {

    /** By token, what was last told of its position: a new mark alone is no news. */
    private final Map<TokenId, String> positions = new HashMap<>();

    /** The line of the next fact, null if it tells nothing new of the outcome. */
    public @Nullable OutcomeLine of(Effect.Fact fact) {
        OutcomeLine line = OutcomeLine.of(fact);
        boolean known = line != null
                && fact instanceof Effect.PositionChanged changed
                && line.text().equals(positions.put(changed.position().tokenId(), line.text()));
        return known ? null : line;
    }
}
