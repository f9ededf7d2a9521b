/** What the errors of feeds are made of: shares, which are on, whom they reach, and frames that are held back. */
@NullMarked
package io.slipstream.sim.lapse;

import org.jspecify.annotations.NullMarked;
