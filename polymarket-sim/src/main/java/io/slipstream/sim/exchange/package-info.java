/** The matching engine: accounts, orders, one book per market, matches and fees (protocol reference, sections 1.3, 3.4, 5). */
@NullMarked
package io.slipstream.sim.exchange;

import org.jspecify.annotations.NullMarked;
