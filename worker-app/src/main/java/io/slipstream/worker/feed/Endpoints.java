package io.slipstream.worker.feed;

import java.net.URI;

/** Addresses as they may be shown: the rest of a node's address is often a key. */
public final class Endpoints {

    private Endpoints() {}

    /** Host and port. */
    public static String shown(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
