/** Where the difference between a leader's result and ours comes from. */
@NullMarked
package io.slipstream.core.attribution;

import org.jspecify.annotations.NullMarked;
