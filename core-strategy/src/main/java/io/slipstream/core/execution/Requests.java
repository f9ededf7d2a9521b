package io.slipstream.core.execution;

import io.slipstream.core.venue.OrderVerdict.Rejected;
import io.slipstream.core.venue.VenueRejection;
import java.util.function.LongSupplier;

/**
 * What we ask of the venue, on its way there. A venue whose matching engine restarts answers with 425, has done nothing, and is
 * asked again: an order until its time to live is over, a cancel until the order is. A cancel does no harm twice and is repeated
 * whatever stood against it; an order is not, after any other answer.
 */
final class Requests {

    private final Timers timers;
    private final LongSupplier submit;
    private final LongSupplier cancel;
    private final LongSupplier response;
    private final Admission admission;
    private final Venue venue;

    /** What is behind the door. */
    interface Venue {

        /** An order is there. */
        void arrived(PaperOrder order, long nowNanos);

        /** An order was not let in, and is not tried again. */
        void turnedAway(PaperOrder order, String why, long nowNanos);

        /** A cancel is there. */
        void canceled(PaperOrder order, String reason, long nowNanos);
    }

    /** @param response how long answers take, drawn for these and others */
    Requests(Timers timers, PaperConditions conditions, LongSupplier response, Admission admission, Venue venue) {
        this.timers = timers;
        this.submit = conditions.submit().draws();
        this.cancel = conditions.cancel().draws();
        this.response = response;
        this.admission = admission;
        this.venue = venue;
    }

    void submit(PaperOrder order, long nowNanos) {
        timers.at(nowNanos + submit.getAsLong(), at -> knock(order, 1, at));
    }

    void cancel(PaperOrder order, String reason, long nowNanos) {
        timers.at(nowNanos + cancel.getAsLong(), at -> knock(order, reason, 1, at));
    }

    private void knock(PaperOrder order, int tries, long nowNanos) {
        Rejected refused = admission.closedToOrders(nowNanos);
        String notWanted = order.cancelWanted();
        if (order.stage() == PaperOrder.Stage.OVER) {
            return;
        }
        if (refused == null) {
            venue.arrived(order, nowNanos);
        } else if (refused.code() != VenueRejection.ENGINE_RESTARTING) {
            venue.turnedAway(order, "%s: %s".formatted(refused.code(), refused.reason()), nowNanos);
        } else if (notWanted != null) {
            venue.canceled(order, notWanted, nowNanos);
        } else {
            long again = nowNanos + response.getAsLong() + RestartBackoff.nanosAfter(tries) + submit.getAsLong();
            if (tries < RestartBackoff.MOST_TRIES
                    && again <= order.decidedNanos() + order.request().ttlNanos()) {
                timers.at(again, at -> knock(order, tries + 1, at));
            } else {
                String why = "%s: %s (asked %d times)".formatted(refused.code(), refused.reason(), tries);
                venue.turnedAway(order, why, nowNanos);
            }
        }
    }

    private void knock(PaperOrder order, String reason, int tries, long nowNanos) {
        if (admission.takesCancels(nowNanos)) {
            venue.canceled(order, reason, nowNanos);
        } else if (order.isFollowed()) {
            long again = nowNanos + response.getAsLong() + RestartBackoff.nanosAfter(tries) + cancel.getAsLong();
            timers.at(again, at -> knock(order, reason, tries + 1, at));
        }
    }
}
