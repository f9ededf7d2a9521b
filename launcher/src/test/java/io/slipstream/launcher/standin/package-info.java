/** Tiny programs that stand in for the simulator, the worker and the dashboard, as far as the launcher sees them. */
@NullMarked
package io.slipstream.launcher.standin;

import org.jspecify.annotations.NullMarked;
