/** The deterministic whole: one step advances market, matching engine, settlement and chain. */
@NullMarked
package io.slipstream.sim.venue;

import org.jspecify.annotations.NullMarked;
