/** The deterministic core: fills, books, decisions, execution simulation, portfolio. Plain Java. */
@NullMarked
package io.slipstream.core;

import org.jspecify.annotations.NullMarked;
