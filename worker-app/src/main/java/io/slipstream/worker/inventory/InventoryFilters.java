package io.slipstream.worker.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.inventory.MoveEvents;
import io.slipstream.core.inventory.VenueContracts;
import io.slipstream.worker.node.LogFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which logs tell that a leader's tokens or collateral moved, and which fills explain it. */
final class InventoryFilters {

    private InventoryFilters() {}

    /**
     * The filters for these leaders and blocks: a fill's maker, a token's sender and a collateral's receiver stand in the
     * second topic, a token's receiver and the owner of the order that took in the third, a collateral's sender in the first.
     *
     * @param byLeader whether nodes are asked to filter by leader
     */
    static List<LogFilter> of(VenueContracts venue, Set<Address> leaders, boolean byLeader, long from, long to) {
        Set<Address> contracts = new HashSet<>(venue.moved());
        Set<String> events = new HashSet<>(MoveEvents.moves());
        for (ExchangeContract exchange : venue.exchanges()) {
            if (exchange.overlaps(from, to)) {
                contracts.add(exchange.address());
                events.add(exchange.layout().topic0());
            }
        }
        Set<Address> receiving = new HashSet<>(contracts);
        receiving.removeAll(venue.collaterals());
        Set<String> received = new HashSet<>(events);
        received.remove(MoveEvents.TRANSFER);
        if (!byLeader) {
            return List.of(LogFilter.of(contracts, events, 0, null));
        }
        return List.of(
                LogFilter.of(contracts, events, 2, leaders),
                LogFilter.of(receiving, received, 3, leaders),
                LogFilter.of(venue.collaterals(), Set.of(MoveEvents.TRANSFER), 1, leaders));
    }
}
