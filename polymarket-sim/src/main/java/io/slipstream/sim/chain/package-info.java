/** The simulated Polygon chain: contract events, transactions, blocks and reorganisations (sections 1.2 to 1.4, 9). */
@NullMarked
package io.slipstream.sim.chain;

import org.jspecify.annotations.NullMarked;
