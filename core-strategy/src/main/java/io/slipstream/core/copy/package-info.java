/** Whether and how a leader's fill is copied: policy, decision, reasons. */
@NullMarked
package io.slipstream.core.copy;

import org.jspecify.annotations.NullMarked;
