/** What is known of a market before anything trades on it: tick, minimum size, fee schedule, outcomes. */
@NullMarked
package io.slipstream.core.market;

import org.jspecify.annotations.NullMarked;
