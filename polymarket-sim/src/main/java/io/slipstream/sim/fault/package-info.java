/** Faults that a test can switch on: cut sockets, stalls, HTTP errors, reorganisations. */
@NullMarked
package io.slipstream.sim.fault;

import org.jspecify.annotations.NullMarked;
