package io.slipstream.sim.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the services that share the port; faults are switched per feed.
 *
 * @param label the feed's name in fault requests
 */
public record Feed(String label) {

    /** How many nodes serve the chain. */
    public static final int NODES = 8;

    /** The CLOB's market socket. */
    public static final Feed MARKET = new Feed("market");

    /** The CLOB's REST answers. */
    public static final Feed CLOB = new Feed("clob");

    /** The market catalogue. */
    public static final Feed GAMMA = new Feed("gamma");

    /** The Data API. */
    public static final Feed DATA = new Feed("data");

    /** The simulator's own answers, which no fault touches. */
    public static final Feed SIM = new Feed("sim");

    private static final String NODE = "rpc";
    private static final List<Feed> NODE_FEEDS = IntStream.range(0, NODES)
            .mapToObj(number -> new Feed(NODE + "/" + number))
            .toList();

    /** Polygon JSON-RPC of one node, HTTP and socket; 0 is the one at {@code /rpc}. */
    public static Feed node(int number) {
        return NODE_FEEDS.get(number);
    }

    /** The feeds of all nodes, by number. */
    public static List<Feed> nodes() {
        return NODE_FEEDS;
    }

    /** The feeds that a fault request means: one label, {@code rpc} for all nodes, {@code all}; empty when unknown. */
    public static List<Feed> selected(String label) {
        List<Feed> every = new ArrayList<>(NODE_FEEDS);
        Collections.addAll(every, MARKET, CLOB, GAMMA, DATA);
        return switch (label) {
            case "all" -> every;
            case NODE -> NODE_FEEDS;
            default -> every.stream().filter(feed -> feed.label().equals(label)).toList();
        };
    }

    /** The feed that answers at a path. */
    public static Feed ofPath(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        if (trimmed.equals(NODE)) {
            return node(0);
        }
        for (Feed feed : selected("all")) {
            if (trimmed.equals(feed.label()) || trimmed.startsWith(feed.label() + "/")) {
                return feed;
            }
        }
        return SIM;
    }

    /** Whether it is a node of the chain. */
    public boolean isNode() {
        return label.startsWith(NODE + "/");
    }
}
