package io.slipstream.core.execution;

import java.util.UUID;

/** Where orders go: on paper or to the venue. Swapping one for the other changes nothing else. */
public interface ExecutionAdapter {

    /** Sends a marketable limit order; what becomes of it is reported to the {@link ExecutionListener}. */
    void submitMarketableLimit(OrderRequest order, long nowNanos);

    /** Asks for the rest of an order to be canceled; does nothing if it is over. */
    void cancel(UUID attemptId, String reason, long nowNanos);
}
