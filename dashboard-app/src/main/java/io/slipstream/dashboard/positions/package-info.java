/** The positions that are open, valued at what they could be sold for. */
@NullMarked
package io.slipstream.dashboard.positions;

import org.jspecify.annotations.NullMarked;
