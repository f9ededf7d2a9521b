package io.slipstream.worker.execution;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.FeeCurve;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketTerms;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.OrderRequest;
import io.slipstream.sim.exchange.OrderStatus;
import io.slipstream.sim.exchange.OrderType;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Rejection;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.exchange.Submission;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The simulator's matching engine with one market in which everybody is rich; we may trade in it or not. */
final class VenueWorld {

    static final int OTHERS = 6;
    static final BigInteger YES = BigInteger.valueOf(1_001);
    static final BigInteger NO = BigInteger.valueOf(1_002);
    /** The rate of the core's fixtures, 0.05. */
    private static final FeeCurve FEES = new FeeCurve("sports_fees_v2", 500, 1_500);

    private static final long DOLLAR = 1_000_000;
    private static final long RICHES = 100_000 * DOLLAR;

    private final MatchingEngine engine = new MatchingEngine("worlds", () -> 0);
    private final Market market = engine.list(new MarketTerms("0xc1", YES, NO, false, 100, 5 * DOLLAR, FEES, 0));
    private final List<Account> accounts = new ArrayList<>();
    /** By number; an order that was refused because nothing met it has none. */
    private final List<Optional<Order>> placed = new ArrayList<>();

    VenueWorld() {
        for (int i = 0; i <= OTHERS; i++) {
            Account account = engine.openAccount("0x" + i, "account " + i);
            account.deposit(10 * RICHES);
            accounts.add(account);
        }
        for (int i = 0; i < accounts.size(); i++) {
            Account one = accounts.get(i);
            Account two = accounts.get((i + 1) % accounts.size());
            mint(one, Outcome.YES);
            mint(two, Outcome.NO);
        }
    }

    private void mint(Account account, Outcome outcome) {
        engine.submit(OrderRequest.gtc(account, market, outcome, Side.BUY, 5_000, RICHES));
    }

    void listen(ExchangeListener listener) {
        engine.addListener(listener);
    }

    Market market() {
        return market;
    }

    /** Somebody else acts; tells how much of what he wanted at once nobody will ever hear of, micro-shares. */
    long obey(Intent intent) {
        switch (intent) {
            case Intent.Cancel cancel -> {
                if (cancel.number() < placed.size()) {
                    placed.get(cancel.number()).ifPresent(engine::cancel);
                }
                return 0;
            }
            case Intent.Place place -> {
                Submission submission = submit(
                        accounts.get(place.who()),
                        place.outcome(),
                        place.bid(),
                        place.price(),
                        place.sharesMicros(),
                        place.kill());
                placed.add(orderOf(submission));
                return place.kill()
                        ? placed.getLast().map(Order::remainingMicros).orElse(place.sharesMicros())
                        : 0;
            }
        }
    }

    /** We act. */
    Submission ours(OurOrder order) {
        return submit(
                accounts.getLast(), order.outcome(), order.bid(), order.yesPrice(), order.sharesMicros(), order.kill());
    }

    void cancel(Order order) {
        engine.cancel(order);
    }

    private Submission submit(Account who, Outcome outcome, boolean bid, int yesPrice, long shares, boolean kill) {
        Side side = bid == (outcome == Outcome.YES) ? Side.BUY : Side.SELL;
        int price = outcome == Outcome.YES ? yesPrice : OrderBook.mirror(yesPrice);
        OrderType type = kill ? OrderType.FAK : OrderType.GTC;
        Submission submission = engine.submit(new OrderRequest(who, market, outcome, side, price, shares, type, false));
        if (submission instanceof Submission.Rejected refused && refused.reason() != Rejection.NO_MATCH) {
            throw new AssertionError("the flow is not to be refused: " + refused.reason());
        }
        return submission;
    }

    static Optional<Order> orderOf(Submission submission) {
        return submission instanceof Submission.Accepted accepted ? Optional.of(accepted.order()) : Optional.empty();
    }

    /** What still rests of an order of others, micro-shares. */
    long resting(int number) {
        return placed.get(number)
                .filter(order -> order.status() == OrderStatus.LIVE)
                .map(Order::remainingMicros)
                .orElse(0L);
    }
}
