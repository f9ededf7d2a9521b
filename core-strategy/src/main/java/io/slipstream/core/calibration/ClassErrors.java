package io.slipstream.core.calibration;

import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.money.Tick;

/** The errors of a class so far. */
final class ClassErrors {

    private final ErrorHistogram price = new ErrorHistogram();
    private final ErrorHistogram size = new ErrorHistogram();
    private long orders;
    private long shallow;
    private boolean news;

    void add(ObservedTaker taker, Tick tick, TakerPrediction prediction, boolean worstIsKnown) {
        news = true;
        orders++;
        if (prediction.isWhole(taker.sharesMicros())) {
            price.add(prediction.priceError(taker, tick.size()));
        } else {
            shallow++;
        }
        if (worstIsKnown) {
            size.add(prediction.sizeError(taker.sharesMicros()));
        }
    }

    boolean takeNews() {
        boolean taken = news;
        news = false;
        return taken;
    }

    ClassFigures figures(CalibrationClass of) {
        return new ClassFigures(of, orders, shallow, price.figures(), size.figures());
    }
}
