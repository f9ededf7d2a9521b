/** A node that fails again and again: how soon this watcher and a careful one on viem have every fill all the same. */
@NullMarked
package io.slipstream.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
