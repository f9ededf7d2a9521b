/** How right paper execution is, measured by what everybody's orders really got, and whether fees are what they should be. */
@NullMarked
package io.slipstream.dashboard.calibration;

import org.jspecify.annotations.NullMarked;
