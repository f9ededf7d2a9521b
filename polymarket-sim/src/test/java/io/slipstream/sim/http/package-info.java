/** Tests of this package. */
@NullMarked
package io.slipstream.sim.http;

import org.jspecify.annotations.NullMarked;
