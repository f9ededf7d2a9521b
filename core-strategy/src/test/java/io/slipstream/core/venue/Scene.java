package io.slipstream.core.venue;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.Circumstances.Funds;
import io.slipstream.core.venue.Circumstances.Market;
import io.slipstream.core.venue.Circumstances.Mode;
import io.slipstream.core.venue.Circumstances.Phase;
import java.time.Instant;

/** An order and what it meets, one part at a time; as built, the order is taken and rests. */
final class Scene {

    static final long SECOND = 1_000_000_000L;
    static final long MONDAY_NOON = Instant.parse("2026-10-26T16:00:00Z").getEpochSecond() * SECOND;
    static final FeeSchedule WEATHER = new FeeSchedule(50_000, 1, true);

    Side side = Side.BUY;
    TimeInForce timeInForce = TimeInForce.GTC;
    boolean postOnly;
    int price = 5_600;
    Tick signedFor = new Tick(100);
    long expirationSeconds;
    Mode mode = Mode.TRADING;
    Phase phase = Phase.OPEN;
    Tick tick = new Tick(100);
    long minSize = Micros.parse("5");
    Reachable reachable = Reachable.NOTHING;
    Funds funds = Funds.approved(Micros.parse("1000"), 0);
    long now = MONDAY_NOON;
    OrderAmounts amounts = OrderAmounts.limit(side, price, Micros.parse("100"), signedFor);

    /** Sized for resting: shares. */
    Scene limit(Side newSide, String newPrice, String shares) {
        side = newSide;
        price = Price.parse(newPrice);
        amounts = OrderAmounts.limit(side, price, Micros.parse(shares), signedFor);
        return this;
    }

    /** Sized for being filled at once: dollars to spend, or shares to sell. */
    Scene market(TimeInForce newTimeInForce, Side newSide, String newPrice, String amount) {
        timeInForce = newTimeInForce;
        side = newSide;
        price = Price.parse(newPrice);
        amounts = OrderAmounts.market(side, price, Micros.parse(amount), signedFor);
        return this;
    }

    /** What rests on the other side within the limit, all at one price. */
    Scene meets(String shares, String atPrice) {
        long size = Micros.parse(shares);
        reachable = new Reachable(size, Price.notional(size, Price.parse(atPrice)));
        return this;
    }

    OrderVerdict verdict() {
        return new OrderRules(EngineSchedule.PUBLISHED, OrderLimits.PUBLISHED)
                .check(
                        new VenueOrder("0xabc", timeInForce, postOnly, price, amounts, expirationSeconds),
                        new Circumstances(mode, new Market(phase, tick, minSize, WEATHER), reachable, funds, now));
    }
}
