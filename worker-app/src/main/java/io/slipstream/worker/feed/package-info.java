/** How each feed is, judged by what it delivers. */
@NullMarked
package io.slipstream.worker.feed;

import org.jspecify.annotations.NullMarked;
