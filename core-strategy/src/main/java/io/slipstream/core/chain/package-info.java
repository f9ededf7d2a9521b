/** Fills as the chain states them: logs, event layouts of the exchange generations, and what is one fill. */
@NullMarked
package io.slipstream.core.chain;

import org.jspecify.annotations.NullMarked;
