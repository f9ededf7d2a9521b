/** JMH and end-to-end benchmarks. */
@NullMarked
package io.slipstream.benchmarks;

import org.jspecify.annotations.NullMarked;
