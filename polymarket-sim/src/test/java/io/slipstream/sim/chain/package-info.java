/** Tests of this package. */
@NullMarked
package io.slipstream.sim.chain;

import org.jspecify.annotations.NullMarked;
