/** What the environment says, read once at start, checked as a whole. */
@NullMarked
package io.slipstream.worker.settings;

import org.jspecify.annotations.NullMarked;
