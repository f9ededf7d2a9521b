package io.slipstream.core.venue;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;

/**
 * What an order gives and wants, as it is signed: rounded as the venue's clients do (protocol reference 3.4). The clients say
 * "round up with four more decimals, then down"; that removes the noise of their floating point and changes nothing here: a
 * quotient by a price of at most four decimals is never nearer than that below the next amount.
 *
 * @param makerMicros what is given: micro-dollars of a buy, micro-shares of a sell
 * @param takerMicros what is wanted for it: micro-shares of a buy, micro-dollars of a sell
 */
public record OrderAmounts(Side side, long makerMicros, long takerMicros) {

    /** Checks the ranges. */
    public OrderAmounts {
        if (makerMicros < 0 || takerMicros < 0) {
            throw new IllegalArgumentException("amounts are not negative: " + makerMicros + " for " + takerMicros);
        }
    }

    /**
     * Of an order for so many shares at the worst price. A buy that is filled at once is sized in collateral: it spends what the
     * shares may cost at most, and gets more of them where they are cheaper.
     */
    public static OrderAmounts of(TimeInForce timeInForce, Side side, int price, long sharesMicros, Tick tick) {
        if (timeInForce.rests()) {
            return limit(side, price, sharesMicros, tick);
        }
        return side == Side.SELL
                ? market(side, price, sharesMicros, tick)
                : market(side, price, Price.notional(sharesMicros, price), tick)
                        .withTakerDecimals(OrderLimits.PUBLISHED.marketBuyTakerDecimals());
    }

    /**
     * Of an order that may rest. On the grid the amounts are exact: they imply the price itself.
     *
     * @param price in ten-thousandths; one that is not on the grid goes to the <em>nearest</em> of its decimals, which may be
     *     worse than meant, so put it on the grid first: {@link Tick#down} for a buy, {@link Tick#up} for a sell
     * @param sizeMicros micro-shares, cut to hundredths of a share; never more than this is bought or sold
     */
    public static OrderAmounts limit(Side side, int price, long sizeMicros, Tick tick) {
        Rounding rounding = Rounding.of(tick);
        long shares = rounding.sizeDown(sizeMicros);
        long collateral = rounding.amountDown(Price.notional(shares, rounding.priceNormal(price)));
        return side == Side.BUY
                ? new OrderAmounts(side, collateral, shares)
                : new OrderAmounts(side, shares, collateral);
    }

    /**
     * Of an order that is filled at once. The shares of a buy are cut, so that the implied price may be above the limit, by
     * less than a tick: no worse price of the grid is let in, and an offer at the limit is still met.
     *
     * @param price the worst price in ten-thousandths, cut to its decimals; not less than the tick
     * @param amountMicros micro-dollars to spend on a buy, micro-shares to sell, cut to hundredths; never more than this is given
     */
    public static OrderAmounts market(Side side, int price, long amountMicros, Tick tick) {
        if (price < tick.size()) {
            throw new IllegalArgumentException("price " + Price.format(price) + " is under the tick");
        }
        Rounding rounding = Rounding.of(tick);
        int worst = rounding.priceDown(price);
        long maker = rounding.sizeDown(amountMicros);
        long taker = side == Side.BUY ? Micros.mulDivDown(maker, Price.ONE, worst) : Price.notional(maker, worst);
        return new OrderAmounts(side, maker, rounding.amountDown(taker));
    }

    /**
     * The same with what is wanted cut to so many decimals, where the venue takes fewer than the table gives
     * ({@link OrderLimits#marketBuyTakerDecimals}). From a dollar on, with at least four, a buy still lets no worse price in.
     */
    public OrderAmounts withTakerDecimals(int decimals) {
        return new OrderAmounts(side, makerMicros, Rounding.down(takerMicros, decimals));
    }

    /** Micro-shares bought or sold. */
    public long sharesMicros() {
        return side == Side.BUY ? takerMicros : makerMicros;
    }

    /** Micro-dollars paid or asked for, without the fee. */
    public long collateralMicros() {
        return side == Side.BUY ? makerMicros : takerMicros;
    }
}
