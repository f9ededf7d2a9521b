/** Polymarket on loopback: chain, CLOB, Gamma and Data API over the real wire protocols, with a seeded market. */
@NullMarked
package io.slipstream.sim;

import org.jspecify.annotations.NullMarked;
