/** The deterministic engine: one event in, effects out; no clock, no I/O, no randomness. */
@NullMarked
package io.slipstream.core.engine;

import org.jspecify.annotations.NullMarked;
