/** Paper execution and replay under load. */
@NullMarked
package io.slipstream.benchmarks.paper;

import org.jspecify.annotations.NullMarked;
