/** Spelling of values on the wire: hexadecimal, Keccak hashes, decimal strings and JSON. */
@NullMarked
package io.slipstream.sim.wire;

import org.jspecify.annotations.NullMarked;
