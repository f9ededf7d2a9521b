/** Tests of this package. */
@NullMarked
package io.slipstream.sim.clob;

import org.jspecify.annotations.NullMarked;
