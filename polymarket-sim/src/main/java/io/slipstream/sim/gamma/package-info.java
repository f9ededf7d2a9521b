/** The Gamma market catalogue (section 7). */
@NullMarked
package io.slipstream.sim.gamma;

import org.jspecify.annotations.NullMarked;
