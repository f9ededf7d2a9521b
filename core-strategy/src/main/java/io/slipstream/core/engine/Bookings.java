package io.slipstream.core.engine;

import io.slipstream.core.execution.Account;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.ExecutionListener;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Portfolio;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.Circumstances;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Books what the executor reports, and knows what open orders have promised already. */
final class Bookings implements ExecutionListener, Account {

    private final Portfolio portfolio;
    private final Consumer<Effect> effects;
    private final OpenOrders openOrders = new OpenOrders();
    private final Instruments instruments;
    private final Penalties penalties;

    Bookings(Portfolio portfolio, Instruments instruments, Penalties penalties, Consumer<Effect> effects) {
        this.penalties = penalties;
        this.portfolio = portfolio;
        this.instruments = instruments;
        this.effects = effects;
    }

    /** An order is on its way or at the venue. */
    void open(OpenOrder order) {
        if (openOrders.add(order)) {
            effects.accept(new Effect.HedgeWanted(order.request().instrument().tokenId()));
        }
    }

    /** Whether an order in it is on its way or at the venue. */
    boolean hasOpen(TokenId tokenId) {
        return openOrders.has(tokenId);
    }

    int retained() {
        return openOrders.retained();
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
    public Circumstances.Market termsFor(OrderRequest order) {
        Instrument listed = instruments.get(order.instrument().tokenId());
        Instrument now = listed == null ? order.instrument() : listed;
        return new Circumstances.Market(phase(now), now.tick(), now.minSizeMicros(), now.fee());
    }

    private static Circumstances.Phase phase(Instrument instrument) {
        if (!instrument.tradable()) {
            return Circumstances.Phase.CLOSED;
        }
        return instrument.paused() ? Circumstances.Phase.NOT_ACCEPTING : Circumstances.Phase.OPEN;
    }

    @Override
    public Circumstances.Funds fundsFor(OrderRequest order) {
        // the order's own promise is part of what is promised
        long own = openOrders.promiseOf(order.attemptId());
        TokenId tokenId = order.instrument().tokenId();
        return order.side() == Side.BUY
                ? Circumstances.Funds.approved(portfolio.cashMicros(), openOrders.promisedCash() - own)
                : Circumstances.Funds.approved(portfolio.heldMicros(tokenId), openOrders.promisedShares(tokenId) - own);
    }

    @Override
    public void onPlaced(UUID attemptId, long atNanos) {
        effects.accept(new Effect.AttemptPlaced(attemptId, atNanos));
    }

    @Override
    public void onMet(UUID attemptId) {
        penalties.met(attemptId);
    }

    @Override
    public void onFill(ExecutionFill fill) {
        OrderRequest order = openOrders.filled(fill);
        boolean held = order.side() == Side.BUY
                || fill.sharesMicros()
                        <= portfolio.heldMicros(order.instrument().tokenId());
        if (!held) {
            // what it sells was bought in a trade that has failed since: there is nothing to settle it with
            effects.accept(new Effect.AttemptFilled(fill.as(Settlement.FAILED)));
            return;
        }
        penalties.filled(fill);
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
        penalties.over(attemptId, atNanos);
    }

    @Override
    public void onSettled(TokenId tokenId, UUID attemptId, int seq, Settlement outcome, long atNanos) {
        if (outcome != Settlement.FAILED) {
            if (portfolio.confirm(tokenId, attemptId, seq)) {
                effects.accept(new Effect.FillSettled(attemptId, seq, outcome, atNanos));
            }
            return;
        }
        List<ExecutionFill> undone = portfolio.undo(tokenId, attemptId, seq, atNanos);
        undone.forEach(fill ->
                effects.accept(new Effect.FillSettled(fill.attemptId(), fill.seq(), Settlement.FAILED, atNanos)));
        Position now = portfolio.position(tokenId);
        if (!undone.isEmpty() && now != null) {
            effects.accept(new Effect.PositionChanged(now));
        }
    }

    @Override
    public void onBounds(UUID attemptId, FillBounds bounds) {
        effects.accept(new Effect.AttemptBounded(attemptId, bounds));
    }
}
