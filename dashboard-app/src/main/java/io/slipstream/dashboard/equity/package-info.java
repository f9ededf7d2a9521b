/** What the account is worth now, what it was worth before, and the curve between. */
@NullMarked
package io.slipstream.dashboard.equity;

import org.jspecify.annotations.NullMarked;
