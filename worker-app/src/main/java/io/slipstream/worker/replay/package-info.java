/** Runs recorded sessions again: to prove what was stored, and to see what would have been otherwise. */
@NullMarked
package io.slipstream.worker.replay;

import org.jspecify.annotations.NullMarked;
