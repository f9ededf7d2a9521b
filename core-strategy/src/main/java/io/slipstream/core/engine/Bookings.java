package io.slipstream.core.engine;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.ExecutionListener;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Portfolio;
import java.util.UUID;
import java.util.function.Consumer;

/** Books what the executor reports, and knows what open orders have promised already. */
final class Bookings implements ExecutionListener {

    private final Portfolio portfolio;
    private final Consumer<Effect> effects;
    private final OpenOrders openOrders = new OpenOrders();

    Bookings(Portfolio portfolio, Consumer<Effect> effects) {
        this.portfolio = portfolio;
        this.effects = effects;
    }

    /** An order of which so much is still to be filled is on its way or at the venue. */
    void open(OrderRequest order, long remainingMicros) {
        if (openOrders.add(order, remainingMicros)) {
            effects.accept(new Effect.HedgeWanted(order.instrument().tokenId()));
        }
    }

    /** Micro-shares that are held and not promised to an order. */
    long freeShares(TokenId tokenId) {
        return portfolio.heldMicros(tokenId) - openOrders.promisedShares(tokenId);
    }

    /** Micro-dollars that are there and not promised to an order. */
    long freeCash() {
        return portfolio.cashMicros() - openOrders.promisedCash();
    }

    @Override
    public void onPlaced(UUID attemptId, long atNanos) {
        effects.accept(new Effect.AttemptPlaced(attemptId, atNanos));
    }

    @Override
    public void onFill(ExecutionFill fill) {
        OrderRequest order = openOrders.filled(fill);
        effects.accept(new Effect.AttemptFilled(fill));
        effects.accept(new Effect.PositionChanged(portfolio.apply(fill, order.instrument(), order.side())));
    }

    @Override
    public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
        TokenId idle = openOrders.remove(attemptId);
        if (idle != null) {
            effects.accept(new Effect.HedgeReleased(idle));
        }
        effects.accept(new Effect.AttemptDone(attemptId, outcome, reason, atNanos));
    }

    @Override
    public void onBounds(UUID attemptId, FillBounds bounds) {
        effects.accept(new Effect.AttemptBounded(attemptId, bounds));
    }
}
