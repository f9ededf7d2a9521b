/** The market socket and the books it keeps. */
@NullMarked
package io.slipstream.worker.market;

import org.jspecify.annotations.NullMarked;
