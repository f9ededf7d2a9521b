/** Tests of this package. */
@NullMarked
package io.slipstream.sim.state;

import org.jspecify.annotations.NullMarked;
