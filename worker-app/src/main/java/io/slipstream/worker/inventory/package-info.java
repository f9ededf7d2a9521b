/** What leaders do without trading, and contracts that nobody knows, read from final blocks behind the fills. */
@NullMarked
package io.slipstream.worker.inventory;

import org.jspecify.annotations.NullMarked;
