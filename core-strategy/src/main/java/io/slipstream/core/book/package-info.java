/** Order books kept from snapshots and deltas, with the checks that tell when one cannot be trusted. */
@NullMarked
package io.slipstream.core.book;

import org.jspecify.annotations.NullMarked;
