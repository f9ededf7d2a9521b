package io.slipstream.sim.exchange;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** One binary market with its book. YES and NO share the book: a NO order is kept at one minus its price. */
public final class Market {

    private final int index;
    private final MarketTerms terms;
    private final String yesTokenText;
    private final String noTokenText;
    private final OrderBook book = new OrderBook();
    private final Inventory inventory = new Inventory();
    private int tick;
    private MarketStatus status = MarketStatus.OPEN;
    private int lastTradePrice;
    private @Nullable Outcome winner;
    private long volumeMicros;
    private long collateralMicros;

    Market(int index, MarketTerms terms) {
        this.index = index;
        this.terms = terms;
        this.yesTokenText = terms.yesToken().toString();
        this.noTokenText = terms.noToken().toString();
        this.tick = terms.tick();
    }

    /** Position in the order of listing, from 0. */
    public int index() {
        return index;
    }

    /** What never changes. */
    public MarketTerms terms() {
        return terms;
    }

    /** The token id of an outcome. */
    public BigInteger token(Outcome outcome) {
        return outcome == Outcome.YES ? terms.yesToken() : terms.noToken();
    }

    /** The token id of an outcome in decimal digits. */
    public String tokenText(Outcome outcome) {
        return outcome == Outcome.YES ? yesTokenText : noTokenText;
    }

    /** The book, in prices of YES. */
    public OrderBook book() {
        return book;
    }

    /** Who holds what. */
    public Inventory inventory() {
        return inventory;
    }

    /** The tick of now, in 1/10,000 dollar. */
    public int tick() {
        return tick;
    }

    /** Open, halted or resolved. */
    public MarketStatus status() {
        return status;
    }

    /** The last trade's price of YES, or 0 when there was none. */
    public int lastTradePrice() {
        return lastTradePrice;
    }

    /** The last trade's price of an outcome, or 0 when there was none. */
    public int lastTradePrice(Outcome outcome) {
        return lastTradePrice == 0 || outcome == Outcome.YES ? lastTradePrice : OrderBook.mirror(lastTradePrice);
    }

    /** The outcome that was paid out; null before resolution. */
    public @Nullable Outcome winner() {
        return winner;
    }

    /** Traded collateral, in micro-dollars. */
    public long volumeMicros() {
        return volumeMicros;
    }

    /** Collateral behind the outstanding full sets, in micro-dollars. */
    public long collateralMicros() {
        return collateralMicros;
    }

    void refineTick(int finer) {
        tick = finer;
    }

    void halt() {
        status = MarketStatus.HALTED;
    }

    void resolve(Outcome outcome) {
        status = MarketStatus.RESOLVED;
        winner = outcome;
    }

    void traded(int yesPrice, long cashMicros) {
        lastTradePrice = yesPrice;
        volumeMicros += cashMicros;
    }

    void addCollateral(long micros) {
        collateralMicros += micros;
    }
}
