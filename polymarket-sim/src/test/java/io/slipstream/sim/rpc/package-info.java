/** Tests of this package. */
@NullMarked
package io.slipstream.sim.rpc;

import org.jspecify.annotations.NullMarked;
