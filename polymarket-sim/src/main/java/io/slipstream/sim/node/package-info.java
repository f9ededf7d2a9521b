/** What one node of the chain knows and how it errs, while its faults are on. */
@NullMarked
package io.slipstream.sim.node;

import org.jspecify.annotations.NullMarked;
