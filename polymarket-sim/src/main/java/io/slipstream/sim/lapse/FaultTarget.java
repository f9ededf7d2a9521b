package io.slipstream.sim.lapse;

import java.util.function.Supplier;

/**
 * Who can err in some ways.
 *
 * @param <F> the ways
 */
public interface FaultTarget<F> {

    /** Switches a fault on that is made while nothing moves, instead of an earlier one of its kind. */
    F switchOn(Supplier<F> made);

    /** Switches a fault off, if it is still this one. */
    void switchOff(F fault);

    /** Whether it is this fault that is on. */
    boolean isOn(F fault);
}
