package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange with one market and three rich accounts, and a record of what it told. */
final class EngineFixture implements ExchangeListener {

    static final FeeCurve FREE = new FeeCurve("", 0, 0);
    static final FeeCurve CRYPTO = new FeeCurve("crypto_fees_v2", 700, 2_000);

    final MatchingEngine engine = new MatchingEngine("test", () -> 0);
    final Account ann = account("ann");
    final Account bob = account("bob");
    final Account cleo = account("cleo");
    final List<Match> matches = new ArrayList<>();
    final List<String> levels = new ArrayList<>();
    final List<Integer> oldTicks = new ArrayList<>();
    final Market market;

    EngineFixture(FeeCurve fees) {
        engine.addListener(this);
        market = engine.list(
                new MarketTerms("0xc0", BigInteger.ONE, BigInteger.TWO, false, 100, 5 * Decimals.MICROS, fees, 0));
    }

    private Account account(String label) {
        Account account = engine.openAccount("0x" + label, label);
        account.deposit(100_000 * Decimals.MICROS);
        return account;
    }

    Submission gtc(Account who, Side side, Outcome outcome, int price, double shares) {
        return engine.submit(OrderRequest.gtc(who, market, outcome, side, price, micros(shares)));
    }

    Submission fak(Account who, Side side, Outcome outcome, int price, double shares) {
        return engine.submit(OrderRequest.fak(who, market, outcome, side, price, micros(shares)));
    }

    /** Gives both outcomes to an account: he buys YES while another buys NO, twice with roles swapped. */
    void endow(Account who, Account other, double shares) {
        gtc(who, Side.BUY, Outcome.YES, 5_000, shares);
        gtc(other, Side.BUY, Outcome.NO, 5_000, shares);
        gtc(who, Side.BUY, Outcome.NO, 5_000, shares);
        gtc(other, Side.BUY, Outcome.YES, 5_000, shares);
    }

    long held(Account who, Outcome outcome) {
        return market.inventory().held(who, outcome);
    }

    static long micros(double shares) {
        return Math.round(shares * Decimals.MICROS);
    }

    static Match matchOf(Submission submission) {
        @Nullable Match match = ((Submission.Accepted) submission).match();
        if (match == null) {
            throw new AssertionError("nothing traded");
        }
        return match;
    }

    @Override
    public void matched(Match match) {
        matches.add(match);
    }

    @Override
    public void levelChanged(Market changed, boolean bid, int yesPrice, long sizeMicros) {
        levels.add((bid ? "bid " : "ask ") + yesPrice + " " + Decimals.micros(sizeMicros));
    }

    @Override
    public void tickChanged(Market changed, int oldTick) {
        oldTicks.add(oldTick);
    }
}
