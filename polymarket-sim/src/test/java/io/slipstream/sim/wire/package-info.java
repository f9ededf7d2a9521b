/** Tests of this package. */
@NullMarked
package io.slipstream.sim.wire;

import org.jspecify.annotations.NullMarked;
