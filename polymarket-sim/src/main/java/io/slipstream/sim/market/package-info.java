/** The seeded market: listings, latent probabilities, makers, noise traders and leaders. */
@NullMarked
package io.slipstream.sim.market;

import org.jspecify.annotations.NullMarked;
