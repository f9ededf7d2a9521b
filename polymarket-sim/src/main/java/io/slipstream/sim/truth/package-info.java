/** The simulator's own answers under /sim: what really happened. */
@NullMarked
package io.slipstream.sim.truth;

import org.jspecify.annotations.NullMarked;
