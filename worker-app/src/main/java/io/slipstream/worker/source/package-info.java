/** What a source of leader fills is. */
@NullMarked
package io.slipstream.worker.source;

import org.jspecify.annotations.NullMarked;
