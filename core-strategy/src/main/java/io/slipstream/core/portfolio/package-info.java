/** Positions, cash and equity from our own execution fills. */
@NullMarked
package io.slipstream.core.portfolio;

import org.jspecify.annotations.NullMarked;
