/** The Data API, version 1 (section 6). */
@NullMarked
package io.slipstream.sim.data;

import org.jspecify.annotations.NullMarked;
