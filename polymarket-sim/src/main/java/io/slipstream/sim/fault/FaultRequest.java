package io.slipstream.sim.fault;

import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Connections;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.lapse.Share;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client of {@code POST /sim/fault} asks for; whatever is wrong becomes status 400. */
final class FaultRequest {

    /** Longest time of any fault, in real milliseconds. */
    static final int LONGEST_MILLIS = 3_600_000;

    private final JsonNode body;

    private FaultRequest(JsonNode body) {
        this.body = body;
    }

    static FaultRequest read(String text) {
        try {
            return new FaultRequest(Json.read(text));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "the body is not JSON");
        }
    }

    String kind() {
        return body.path("kind").asString("");
    }

    /** What was asked for, as it was spelled. */
    ObjectNode copy() {
        return (ObjectNode) body.deepCopy();
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    boolean flag(String name) {
        return body.path(name).asBoolean(false);
    }

    String text(String name, String absent) {
        return body.path(name).asString(absent);
    }

    /** The connections that are meant; all when nothing is said. */
    Connections connections() {
        return switch (text("connections", "all")) {
            case "all" -> Connections.ALL;
            case "oldest" -> Connections.OLDEST;
            case "newest" -> Connections.NEWEST;
            default -> throw new BadRequestException(400, "connections must be all, oldest or newest");
        };
    }

    /** The feeds that are meant; all when none is named. */
    List<Feed> feeds() {
        String label = text("feed", "all");
        List<Feed> feeds = Feed.selected(label);
        if (feeds.isEmpty()) {
            throw new BadRequestException(
                    400, "unknown feed \"" + label + "\", known: all, rpc, rpc/0 to rpc/7, market, clob, gamma, data");
        }
        return feeds;
    }

    /** The nodes that are meant. */
    List<Feed> nodes() {
        List<Feed> nodes = feeds().stream().filter(Feed::isNode).toList();
        if (nodes.isEmpty()) {
            throw new BadRequestException(400, kind() + " is a fault of nodes: feed must be rpc or rpc/0 to rpc/7");
        }
        return nodes;
    }

    /** A stream of its own for each kind at each feed, so that what one draws does not shift the other. */
    Draw draw(Feed feed) {
        int seed = whole("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new Draw(seed, kind() + "/" + feed.label());
    }

    /** The share that is asked for as {@code percent}. */
    Share share(Feed feed, int absent) {
        return new Share(whole("percent", absent, 0, 100), draw(feed));
    }

    int whole(String name, int absent, int least, int most) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return absent;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new BadRequestException(400, name + " must be a whole number in " + least + ".." + most);
        }
        return value.intValue();
    }
}
