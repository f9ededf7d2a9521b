/** One port for all feeds: HTTP routing, WebSocket clients and their bounded outgoing buffers. */
@NullMarked
package io.slipstream.sim.http;

import org.jspecify.annotations.NullMarked;
