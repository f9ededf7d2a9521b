/** From a node's write to the fill handed over: this watcher, web3j and viem on the same stream in the same run. */
@NullMarked
package io.slipstream.benchmarks.handover;

import org.jspecify.annotations.NullMarked;
