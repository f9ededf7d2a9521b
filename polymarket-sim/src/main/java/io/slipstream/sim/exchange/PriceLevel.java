package io.slipstream.sim.exchange;

import org.jspecify.annotations.Nullable;

/** The resting orders of one price, oldest first, as a linked list through the orders. */
final class PriceLevel {

    final int price;
    long sizeMicros;

    @Nullable
    Order first;

    private @Nullable Order last;

    PriceLevel(int price) {
        this.price = price;
    }

    void append(Order order) {
        order.level = this;
        order.previous = last;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
        sizeMicros += order.remainingMicros();
    }

    /** Takes an order out; its remaining size leaves the level with it. */
    void remove(Order order) {
        Order before = order.previous;
        Order after = order.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        order.previous = null;
        order.next = null;
        order.level = null;
        sizeMicros -= order.remainingMicros();
    }
}
