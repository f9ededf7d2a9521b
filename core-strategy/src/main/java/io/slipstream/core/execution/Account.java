package io.slipstream.core.execution;

import io.slipstream.core.venue.Circumstances;

/** What the venue would know of us and of a market when an order arrives. */
public interface Account {

    /** The market's terms as they are now, whatever they were when the order was made. */
    Circumstances.Market termsFor(OrderRequest order);

    /** What there is to pay with for an order, beside what other open orders may take. */
    Circumstances.Funds fundsFor(OrderRequest order);
}
