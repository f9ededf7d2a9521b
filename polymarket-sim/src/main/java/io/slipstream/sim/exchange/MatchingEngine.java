package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders, matches them in price-time priority and settles them between the accounts.
 *
 * <p>Every match happens at the resting order's price. An amount that is no whole micro-dollar is rounded in favour of
 * the resting order, as the contract's integer division does. Nobody can sell shares or spend collateral that he does
 * not have: resting orders lock what they need. An order that meets a resting order of its own owner cancels it. Not
 * safe for use by several threads.
 */
public final class MatchingEngine {

    /** Sizes of orders that may rest are multiples of this: two decimals. */
    public static final long RESTING_LOT_MICROS = 10_000;

    /** Sizes of orders that fill at once are multiples of this. */
    public static final long TAKING_LOT_MICROS = 1_000;

    private static final int COARSE_TICK = 100;
    private static final int FINE_TICK = 10;
    private static final int FINE_ABOVE = 9_600;
    private static final int FINE_BELOW = 400;

    private final String hashSeed;
    private final LongSupplier clockMillis;
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Market> markets = new ArrayList<>();
    private long orders;
    private long matches;
    private long feesMicros;
    private int feeDrift;

    /**
     * Opens an empty venue.
     *
     * @param hashSeed what order hashes are derived from
     * @param clockMillis simulated milliseconds
     */
    public MatchingEngine(String hashSeed, LongSupplier clockMillis) {
        this.hashSeed = hashSeed;
        this.clockMillis = clockMillis;
    }

    /** Adds a listener; listeners are told in the order in which they were added. */
    public void addListener(ExchangeListener listener) {
        listeners.add(listener);
    }

    /** Opens an account without collateral. */
    public Account openAccount(String address, String label) {
        Account account = new Account(accounts.size(), address, label);
        accounts.add(account);
        return account;
    }

    /** Opens a market. */
    public Market list(MarketTerms terms) {
        Market market = new Market(markets.size(), terms);
        markets.add(market);
        listeners.forEach(listener -> listener.listed(market));
        return market;
    }

    /** All accounts, in the order of opening. */
    public List<Account> accounts() {
        return Collections.unmodifiableList(accounts);
    }

    /** All markets, in the order of listing. */
    public List<Market> markets() {
        return Collections.unmodifiableList(markets);
    }

    /** Fees taken so far, in micro-dollars. */
    public long feesMicros() {
        return feesMicros;
    }

    /** Matches so far. */
    public long matches() {
        return matches;
    }

    /**
     * Charges more than the markets' terms say from now on.
     *
     * @param drift what is added to the rate of every market with a fee, in 1/10,000; 0 for none
     */
    public void driftFees(int drift) {
        feeDrift = drift;
    }

    /** How much is added to the rates. */
    public int feeDrift() {
        return feeDrift;
    }

    /** Takes an order or says why not. */
    public Submission submit(OrderRequest request) {
        Rejection reason = OrderRules.refusal(request, curve(request.market()));
        if (reason != null) {
            return new Submission.Rejected(reason);
        }
        orders++;
        Order order = new Order(orders, request, clockMillis.getAsLong(), hashSeed);
        listeners.forEach(listener -> listener.accepted(order));
        Match match = sweep(order);
        if (order.remainingMicros() > 0) {
            if (order.type() == OrderType.GTC) {
                rest(order);
            } else {
                order.cancel();
            }
        }
        refineTick(order.market());
        if (match == null && order.type() == OrderType.FAK) {
            return new Submission.Rejected(Rejection.NO_MATCH);
        }
        return new Submission.Accepted(order, match);
    }

    /** Takes a resting order off the book; nothing happens when it does not rest any more. */
    public void cancel(Order order) {
        if (order.level == null) {
            return;
        }
        tellLevel(order.market(), order.bid(), withdraw(order));
    }

    /** Ends trading in a market: all orders are cancelled. */
    public void halt(Market market) {
        if (market.status() != MarketStatus.OPEN) {
            return;
        }
        market.book().resting().forEach(this::cancel);
        market.halt();
    }

    /** Pays a halted market out: one dollar for each share of the winner. */
    public void resolve(Market market, Outcome winner) {
        if (market.status() != MarketStatus.HALTED) {
            throw new IllegalStateException("only a halted market can be resolved");
        }
        for (Account account : accounts) {
            for (Outcome outcome : Outcome.values()) {
                long shares = market.inventory().held(account, outcome);
                if (shares > 0) {
                    listeners.forEach(listener -> listener.paidOut(market, account, outcome, shares));
                }
                market.inventory().add(account, outcome, -shares);
                if (outcome == winner) {
                    account.receive(shares);
                    market.addCollateral(-shares);
                }
            }
        }
        market.resolve(winner);
        listeners.forEach(listener -> listener.resolved(market));
    }

    private @Nullable Match sweep(Order taker) {
        Market market = taker.market();
        boolean takesBids = !taker.bid();
        List<MakerFill> fills = new ArrayList<>();
        while (taker.remainingMicros() > 0) {
            PriceLevel level = market.book().best(takesBids);
            if (level == null || (takesBids ? level.price < taker.bookPrice() : level.price > taker.bookPrice())) {
                break;
            }
            takeLevel(taker, level, fills);
            tellLevel(market, takesBids, level);
        }
        if (fills.isEmpty()) {
            return null;
        }
        Match match = settleFee(taker, fills);
        market.traded(fills.getLast().order().bookPrice(), match.cashMicros());
        listeners.forEach(listener -> listener.matched(match));
        return match;
    }

    private void takeLevel(Order taker, PriceLevel level, List<MakerFill> fills) {
        Order maker = level.first;
        while (maker != null && taker.remainingMicros() > 0) {
            Order next = maker.next;
            if (maker.owner().equals(taker.owner())) {
                withdraw(maker);
            } else {
                fills.add(trade(taker, maker, level, Math.min(taker.remainingMicros(), maker.remainingMicros())));
            }
            maker = next;
        }
    }

    private MakerFill trade(Order taker, Order maker, PriceLevel level, long shares) {
        lock(maker, -1);
        long cash = maker.side() == Side.BUY
                ? Amounts.roundDown(shares, maker.price())
                : Amounts.roundUp(shares, maker.price());
        MatchType type = MatchType.of(taker, maker);
        MakerFill fill = new MakerFill(maker, shares, cash, type);
        transfer(maker, shares, cash);
        transfer(taker, shares, takerCash(fill));
        if (type == MatchType.MINT) {
            maker.market().addCollateral(shares);
        } else if (type == MatchType.MERGE) {
            maker.market().addCollateral(-shares);
        }
        taker.fill(shares);
        maker.fill(shares);
        level.sizeMicros -= shares;
        if (maker.remainingMicros() == 0) {
            maker.market().book().remove(maker);
        } else {
            lock(maker, 1);
        }
        return fill;
    }

    /** What the aggressor pays or receives for one maker fill, before fee. */
    private static long takerCash(MakerFill fill) {
        return fill.type() == MatchType.COMPLEMENTARY ? fill.cashMicros() : fill.sharesMicros() - fill.cashMicros();
    }

    private Match settleFee(Order taker, List<MakerFill> fills) {
        FeeCurve curve = curve(taker.market());
        long shares = 0;
        long cash = 0;
        BigInteger exactFee = BigInteger.ZERO;
        for (MakerFill fill : fills) {
            shares += fill.sharesMicros();
            cash += takerCash(fill);
            exactFee =
                    exactFee.add(curve.exact(fill.sharesMicros(), fill.order().price()));
        }
        long fee = FeeCurve.cutOff(exactFee);
        taker.owner().pay(fee);
        feesMicros += fee;
        matches++;
        return new Match(matches, taker, fills, shares, cash, fee, clockMillis.getAsLong());
    }

    private FeeCurve curve(Market market) {
        return market.terms().fees().raisedBy(feeDrift);
    }

    private static void transfer(Order order, long shares, long cash) {
        Inventory inventory = order.market().inventory();
        if (order.side() == Side.BUY) {
            order.owner().pay(cash);
            inventory.add(order.owner(), order.outcome(), shares);
        } else {
            inventory.add(order.owner(), order.outcome(), -shares);
            order.owner().receive(cash);
        }
    }

    private void rest(Order order) {
        lock(order, 1);
        tellLevel(order.market(), order.bid(), order.market().book().rest(order));
    }

    private PriceLevel withdraw(Order order) {
        lock(order, -1);
        PriceLevel level = order.market().book().remove(order);
        order.cancel();
        return level;
    }

    /** Locks (1) or releases (-1) what the remainder of a resting order needs. */
    private static void lock(Order order, int sign) {
        if (order.side() == Side.BUY) {
            order.owner().lock(sign * Amounts.roundUp(order.remainingMicros(), order.price()));
        } else {
            order.market().inventory().lock(order.owner(), order.outcome(), sign * order.remainingMicros());
        }
    }

    private void tellLevel(Market market, boolean bid, PriceLevel level) {
        for (ExchangeListener listener : listeners) {
            listener.levelChanged(market, bid, level.price, level.sizeMicros);
        }
    }

    /** A coarse tick becomes fine once the market is nearly sure (section 2, tick_size_change). */
    private void refineTick(Market market) {
        if (market.tick() != COARSE_TICK) {
            return;
        }
        int bid = market.book().bestBid(Outcome.YES);
        int ask = market.book().bestAsk(Outcome.YES);
        int middle = (bid + ask) / 2;
        boolean quoted = bid > 0 && ask < Decimals.PRICE_ONE;
        if (quoted && (middle > FINE_ABOVE || middle < FINE_BELOW)) {
            market.refineTick(FINE_TICK);
            listeners.forEach(listener -> listener.tickChanged(market, COARSE_TICK));
        }
    }
}
