/** How far what is predicted of taker orders, from the book before them and the market's fee, is what they really got. */
@NullMarked
package io.slipstream.core.calibration;

import org.jspecify.annotations.NullMarked;
