/** The order book's public REST answers and its market socket (sections 2 and 3.1). */
@NullMarked
package io.slipstream.sim.clob;

import org.jspecify.annotations.NullMarked;
