/** The tape: every raw frame that came in, on disk in the order of arrival, and how to read it back. */
@NullMarked
package io.slipstream.worker.tape;

import org.jspecify.annotations.NullMarked;
