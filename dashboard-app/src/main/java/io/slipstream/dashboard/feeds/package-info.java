/** Whether the worker's feeds deliver, and whether the worker itself still reports. */
@NullMarked
package io.slipstream.dashboard.feeds;

import org.jspecify.annotations.NullMarked;
