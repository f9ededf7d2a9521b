/** Polygon's nodes: what they are asked and what they push, how each of them fares, and which chain of blocks they agree on. */
@NullMarked
package io.slipstream.worker.node;

import org.jspecify.annotations.NullMarked;
