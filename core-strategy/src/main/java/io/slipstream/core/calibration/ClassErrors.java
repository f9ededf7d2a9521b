package io.slipstream.core.calibration;

import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.market.Instrument;

/** The errors of a class so far. */
final class ClassErrors {

    private final ErrorHistogram price = new ErrorHistogram();
    private final ErrorHistogram size = new ErrorHistogram();
    private long orders;
    private long shallow;
    private boolean news;

    void add(ObservedTaker taker, Instrument instrument, TakerPrediction prediction, int worstPrice) {
        news = true;
        orders++;
        if (prediction.isWhole(taker.sharesMicros())) {
            price.add(prediction.priceError(taker, instrument.tick().size()));
        } else {
            shallow++;
        }
        // a price beside the grid is an average: the worst that was paid is not known then
        if (instrument.tick().allows(worstPrice)) {
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
