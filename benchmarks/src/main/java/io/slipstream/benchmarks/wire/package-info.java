/** A node on loopback that does nothing but answer and push as fast as it is told to, and what it speaks. */
@NullMarked
package io.slipstream.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
