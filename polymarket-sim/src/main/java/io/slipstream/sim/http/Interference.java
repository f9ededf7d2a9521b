package io.slipstream.sim.http;

import java.util.Optional;

/** What stands between a request and its answer; implemented by the faults. */
public interface Interference {

    /** Waits while the feed is stalled. */
    void pause(Feed feed);

    /** The answer that a fault gives to a request of this body, instead of the real one. */
    Optional<HttpAnswer> replacement(Feed feed, String body);

    /** Whether new sockets of the feed are refused. */
    boolean refusesSockets(Feed feed);
}
