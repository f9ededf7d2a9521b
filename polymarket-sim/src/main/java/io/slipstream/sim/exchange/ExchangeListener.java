package io.slipstream.sim.exchange;

/** Told of every public change, in order, while the book already shows it. */
public interface ExchangeListener {

    /**
     * A level of the book has a new size.
     *
     * @param market the market
     * @param bid the side, on the book of YES
     * @param yesPrice the level's price of YES
     * @param sizeMicros the level's new size; 0 when it is gone
     */
    default void levelChanged(Market market, boolean bid, int yesPrice, long sizeMicros) {}

    /** An order was taken, before anything of it traded. */
    default void accepted(Order order) {}

    /** A match happened; its level changes were told before. */
    default void matched(Match match) {}

    /** The tick became finer. */
    default void tickChanged(Market market, int oldTick) {}

    /** A market was listed. */
    default void listed(Market market) {}

    /** What an account held of an outcome is paid out, before the market is. */
    default void paidOut(Market market, Account account, Outcome outcome, long sharesMicros) {}

    /** A market was paid out. */
    default void resolved(Market market) {}
}
