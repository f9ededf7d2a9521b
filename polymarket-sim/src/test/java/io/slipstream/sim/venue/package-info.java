/** Tests of the venue as a whole. */
@NullMarked
package io.slipstream.sim.venue;

import org.jspecify.annotations.NullMarked;
