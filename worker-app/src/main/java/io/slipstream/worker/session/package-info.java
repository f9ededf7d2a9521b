/** What entered the engine, recorded as it entered, and read back: what a replay is fed from. */
@NullMarked
package io.slipstream.worker.session;

import org.jspecify.annotations.NullMarked;
