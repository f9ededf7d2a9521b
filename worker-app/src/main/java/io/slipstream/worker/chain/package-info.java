/** Leader fills from Polygon: sockets that push, scans that leave no gap. */
@NullMarked
package io.slipstream.worker.chain;

import org.jspecify.annotations.NullMarked;
