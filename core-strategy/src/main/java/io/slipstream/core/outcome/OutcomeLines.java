package io.slipstream.core.outcome;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Position;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lines of a run's facts, one after the other. Owned by one thread. */
public final class OutcomeLines {

    /** By token, what was last told of its position: a new mark alone is no news. */
    private final Map<TokenId, String> positions = new HashMap<>();

    /** Of how many tokens something is kept. */
    public int retained() {
        return positions.size();
    }

    /** The line of the next fact, null if it tells nothing new of the outcome. */
    public @Nullable OutcomeLine of(Effect.Fact fact) {
        OutcomeLine line = OutcomeLine.of(fact);
        if (line == null || !(fact instanceof Effect.PositionChanged changed)) {
            return line;
        }
        Position position = changed.position();
        boolean known = line.text().equals(positions.put(position.tokenId(), line.text()));
        if (position.isOver()) {
            positions.remove(position.tokenId()); // nothing follows
        }
        return known ? null : line;
    }
}
