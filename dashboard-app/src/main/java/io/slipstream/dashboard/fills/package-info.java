/** The latest leader fills, what was decided about each, and why. */
@NullMarked
package io.slipstream.dashboard.fills;

import org.jspecify.annotations.NullMarked;
