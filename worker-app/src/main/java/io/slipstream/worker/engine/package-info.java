/** The engine's thread with its inbox, and the journal's thread behind it. */
@NullMarked
package io.slipstream.worker.engine;

import org.jspecify.annotations.NullMarked;
