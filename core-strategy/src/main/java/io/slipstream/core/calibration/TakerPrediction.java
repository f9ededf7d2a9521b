package io.slipstream.core.calibration;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;

/**
 * What a book says an order gets that takes so many shares and pays no worse a price than this.
 *
 * @param sweptMicros shares of it that the book holds at any price
 * @param costMicros what those cost or bring, best price first, in micro-dollars
 * @param levels how many prices that takes
 * @param feeMicros the taker's fee of each price for itself, summed up
 * @param betterMicros shares offered at better prices than the worst: an order that paid the worst took all of them
 * @param offeredMicros shares offered at the worst price and better: no order took more
 */
record TakerPrediction(
        long sweptMicros, long costMicros, int levels, long feeMicros, long betterMicros, long offeredMicros) {

    /** Of a book as it stood before the order. */
    static TakerPrediction of(OrderBook book, Side takerSide, long sharesMicros, int worstPrice, FeeSchedule fee) {
        Side offers = takerSide.opposite();
        long swept = 0;
        long cost = 0;
        int levels = 0;
        long fees = 0;
        long better = 0;
        long offered = 0;
        for (int price = book.best(offers); price >= 0; price = book.worseThan(offers, price)) {
            long size = book.sizeAt(offers, price);
            int worse = takerSide == Side.BUY ? Integer.compare(price, worstPrice) : Integer.compare(worstPrice, price);
            better += worse < 0 ? size : 0;
            offered += worse <= 0 ? size : 0;
            long takes = Math.min(size, sharesMicros - swept);
            if (takes > 0) {
                swept += takes;
                cost += Micros.mulDivHalfUp(takes, price, Price.ONE);
                fees += fee.takerFee(takes, price);
                levels++;
            } else if (worse >= 0) {
                break;
            }
        }
        return new TakerPrediction(swept, cost, levels, fees, better, offered);
    }

    /** Whether the book held the whole order. */
    boolean isWhole(long sharesMicros) {
        return sweptMicros == sharesMicros;
    }

    /**
     * How far the order did worse than the book said, in hundredths of a tick a share; negative if it did better. The
     * book has to have held it whole.
     */
    long priceError(ObservedTaker taker, int tick) {
        long worse = taker.side() == Side.BUY ? taker.usdcMicros() - costMicros : costMicros - taker.usdcMicros();
        // a hundredth of a tick is as many micro-dollars as the tick is ten-thousandths of a dollar
        return Long.signum(worse)
                * Micros.mulDivHalfUp(Math.abs(worse), Micros.ONE, Math.multiplyExact(taker.sharesMicros(), tick));
    }

    /**
     * How far the size that the order took is outside of what the book said, in millionths of the order: positive if the book
     * held more at better prices than the worst that it paid, negative if it held less than it took. Zero if it agrees.
     */
    long sizeError(long sharesMicros) {
        if (offeredMicros < sharesMicros) {
            return -Micros.mulDivHalfUp(sharesMicros - offeredMicros, Micros.ONE, sharesMicros);
        }
        return betterMicros > sharesMicros
                ? Micros.mulDivHalfUp(betterMicros - sharesMicros, Micros.ONE, sharesMicros)
                : 0;
    }
}
