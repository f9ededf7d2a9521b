/** How long detection and placement took lately. */
@NullMarked
package io.slipstream.dashboard.latency;

import org.jspecify.annotations.NullMarked;
