package io.slipstream.core.engine;

import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.portfolio.Position;
import java.util.List;

/**
 * What an earlier run left.
 *
 * @param fills those that a source may deliver again
 * @param openOrders those whose time to live is not over
 */
public record RestoredState(
        List<Instrument> instruments, List<Position> positions, List<StoredFill> fills, List<OpenOrder> openOrders) {

    /** Nothing. */
    public static final RestoredState EMPTY = new RestoredState(List.of(), List.of(), List.of(), List.of());
}
