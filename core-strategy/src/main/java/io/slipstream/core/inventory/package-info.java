/** What moves a wallet's outcome tokens and collateral beside its fills, read from the logs of whole transactions. */
@NullMarked
package io.slipstream.core.inventory;

import org.jspecify.annotations.NullMarked;
