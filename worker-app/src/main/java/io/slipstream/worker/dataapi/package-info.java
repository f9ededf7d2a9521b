/** Leader fills from the Data API, polled: later than the chain, and without its identities. */
@NullMarked
package io.slipstream.worker.dataapi;

import org.jspecify.annotations.NullMarked;
