/** Amounts as whole micro-units and prices as whole ten-thousandths; every rounding of money is here. */
@NullMarked
package io.slipstream.core.money;

import org.jspecify.annotations.NullMarked;
