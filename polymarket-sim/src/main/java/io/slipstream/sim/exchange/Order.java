package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Keccak;
import org.jspecify.annotations.Nullable;

/** One order, in the terms of its owner. Mutable while it lives; only the matching engine changes it. */
public final class Order {

    private final long id;
    private final OrderRequest request;
    private final long placedAtMillis;
    private final String hashSeed;
    private long remainingMicros;
    private OrderStatus status = OrderStatus.LIVE;
    private @Nullable String hash;

    @Nullable
    Order previous;

    @Nullable
    Order next;

    @Nullable
    PriceLevel level;

    Order(long id, OrderRequest request, long placedAtMillis, String hashSeed) {
        this.id = id;
        this.request = request;
        this.placedAtMillis = placedAtMillis;
        this.hashSeed = hashSeed;
        this.remainingMicros = request.sizeMicros();
    }

    /** Sequence number over the whole venue, from 1. */
    public long id() {
        return id;
    }

    /** The order hash (order id) as in topic 1 of its fills. */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = Keccak.word(hashSeed + "/order/" + id);
            hash = known;
        }
        return known;
    }

    /** Who placed it. */
    public Account owner() {
        return request.owner();
    }

    /** Where it was placed. */
    public Market market() {
        return request.market();
    }

    /** The outcome it trades. */
    public Outcome outcome() {
        return request.outcome();
    }

    /** Buy or sell, of its own outcome. */
    public Side side() {
        return request.side();
    }

    /** Limit price of its own outcome, in 1/10,000 dollar. */
    public int price() {
        return request.price();
    }

    /** Size at placement, in micro-shares. */
    public long sizeMicros() {
        return request.sizeMicros();
    }

    /** GTC or FAK. */
    public OrderType type() {
        return request.type();
    }

    /** Simulated milliseconds at which it was placed. */
    public long placedAtMillis() {
        return placedAtMillis;
    }

    /** What is not filled yet, in micro-shares. */
    public long remainingMicros() {
        return remainingMicros;
    }

    /** What is filled, in micro-shares. */
    public long filledMicros() {
        return request.sizeMicros() - remainingMicros;
    }

    /** Live, matched or cancelled. */
    public OrderStatus status() {
        return status;
    }

    /** Whether it stands on the bid side of the book of YES. */
    public boolean bid() {
        return (request.outcome() == Outcome.YES) == (request.side() == Side.BUY);
    }

    /** Its price on the book of YES. */
    public int bookPrice() {
        return request.outcome() == Outcome.YES ? request.price() : OrderBook.mirror(request.price());
    }

    void fill(long micros) {
        remainingMicros -= micros;
        if (remainingMicros == 0) {
            status = OrderStatus.MATCHED;
        }
    }

    void cancel() {
        status = OrderStatus.CANCELED;
    }
}
