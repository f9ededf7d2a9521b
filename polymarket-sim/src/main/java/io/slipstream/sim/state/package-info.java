/** What is written to disk so that the same chain goes on after a restart. */
@NullMarked
package io.slipstream.sim.state;

import org.jspecify.annotations.NullMarked;
