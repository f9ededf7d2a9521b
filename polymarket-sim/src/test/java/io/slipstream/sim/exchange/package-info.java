/** Tests of this package. */
@NullMarked
package io.slipstream.sim.exchange;

import org.jspecify.annotations.NullMarked;
