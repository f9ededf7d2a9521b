/** Books under load, each run in a process of its own. */
@NullMarked
package io.slipstream.benchmarks.books;

import org.jspecify.annotations.NullMarked;
