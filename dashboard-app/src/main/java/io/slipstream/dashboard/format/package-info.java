/** How figures and times are written on a page. */
@NullMarked
package io.slipstream.dashboard.format;

import org.jspecify.annotations.NullMarked;
