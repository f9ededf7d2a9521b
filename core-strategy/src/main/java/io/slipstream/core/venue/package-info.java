/**
 * The venue's order rules, shared by paper and live execution so that both round, check and refuse an order alike: amounts,
 * times in force, refusals in the venue's words, and when its engine restarts. Pure functions of their arguments.
 */
@NullMarked
package io.slipstream.core.venue;

import org.jspecify.annotations.NullMarked;
