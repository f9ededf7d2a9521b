/** What the venue lists: markets, tokens, ticks, minimums, fees, resolutions. */
@NullMarked
package io.slipstream.worker.registry;

import org.jspecify.annotations.NullMarked;
