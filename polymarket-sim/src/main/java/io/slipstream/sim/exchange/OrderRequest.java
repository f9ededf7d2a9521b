package io.slipstream.sim.exchange;

/**
 * What an owner asks for.
 *
 * @param owner who asks
 * @param market where
 * @param outcome the outcome to trade
 * @param side buy or sell, of that outcome
 * @param price limit of that outcome, in 1/10,000 dollar; a multiple of the tick
 * @param sizeMicros micro-shares; a multiple of 0.01 share when it may rest, of 0.001 when it is FAK
 * @param type GTC or FAK
 * @param postOnly refuse instead of trading at once; GTC only
 */
public record OrderRequest(
        Account owner,
        Market market,
        Outcome outcome,
        Side side,
        int price,
        long sizeMicros,
        OrderType type,
        boolean postOnly) {

    /** An order that fills at once or is killed. */
    public static OrderRequest fak(
            Account owner, Market market, Outcome outcome, Side side, int price, long sizeMicros) {
        return new OrderRequest(owner, market, outcome, side, price, sizeMicros, OrderType.FAK, false);
    }

    /** An order that rests without trading at once. */
    public static OrderRequest postOnly(
            Account owner, Market market, Outcome outcome, Side side, int price, long sizeMicros) {
        return new OrderRequest(owner, market, outcome, side, price, sizeMicros, OrderType.GTC, true);
    }

    /** An order that trades what crosses and rests with the remainder. */
    public static OrderRequest gtc(
            Account owner, Market market, Outcome outcome, Side side, int price, long sizeMicros) {
        return new OrderRequest(owner, market, outcome, side, price, sizeMicros, OrderType.GTC, false);
    }
}
