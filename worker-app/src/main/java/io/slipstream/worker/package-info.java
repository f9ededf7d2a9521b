/** The process that does the work: sources, market feed, the engine's thread, registry sync. */
@NullMarked
package io.slipstream.worker;

import org.jspecify.annotations.NullMarked;
