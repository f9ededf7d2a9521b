/** Whether real money moves: what every page says first. */
@NullMarked
package io.slipstream.dashboard.mode;

import org.jspecify.annotations.NullMarked;
