/** Polygon JSON-RPC over HTTP and WebSocket (section 9). */
@NullMarked
package io.slipstream.sim.rpc;

import org.jspecify.annotations.NullMarked;
