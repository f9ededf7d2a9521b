package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The newest orders of leaders; the oldest are dropped beyond a bound, because quoting leaders place many. */
public final class LeaderOrders {

    private final int bound;
    private final List<Order> orders = new ArrayList<>();

    LeaderOrders(int bound) {
        this.bound = bound;
    }

    void add(Order order) {
        orders.add(order);
        if (orders.size() > bound + bound / 4) {
            orders.subList(0, orders.size() - bound).clear();
        }
    }

    /** The kept orders, oldest first. */
    public List<Order> orders() {
        return Collections.unmodifiableList(orders);
    }
}
