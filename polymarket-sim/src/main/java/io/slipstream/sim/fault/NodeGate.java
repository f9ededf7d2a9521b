package io.slipstream.sim.fault;

import io.slipstream.sim.http.Connections;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.wire.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What stands before a node: a restart that answers nobody, and a limit on calls per second. */
final class NodeGate {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final class Limit {
        final int callsPerSecond;
        final @Nullable Integer retryAfterSeconds;
        final long untilNanos;
        long windowNanos;
        int used;

        Limit(int callsPerSecond, @Nullable Integer retryAfterSeconds, long untilNanos) {
            this.callsPerSecond = callsPerSecond;
            this.retryAfterSeconds = retryAfterSeconds;
            this.untilNanos = untilNanos;
            this.windowNanos = System.nanoTime();
        }

        boolean admits(int calls, long now) {
            if (now - windowNanos >= SECOND_NANOS) {
                windowNanos = now;
                used = 0;
            }
            if (used + calls > callsPerSecond) {
                return false;
            }
            used += calls;
            return true;
        }
    }

    private final FeedFaults feeds;
    private final Map<Feed, Long> closedUntilNanos = new HashMap<>();
    private final Map<Feed, Limit> limits = new HashMap<>();

    NodeGate(FeedFaults feeds) {
        this.feeds = feeds;
    }

    ObjectNode restart(FaultRequest request) {
        int millis = request.whole("millis", 5_000, 1, FaultRequest.LONGEST_MILLIS);
        int cut = 0;
        for (Feed feed : request.nodes()) {
            synchronized (this) {
                closedUntilNanos.put(
                        feed, System.nanoTime() + Duration.ofMillis(millis).toNanos());
            }
            cut += feeds.cut(feed, Connections.ALL);
        }
        return Json.object().put("millis", millis).put("dropped", cut);
    }

    synchronized ObjectNode limit(FaultRequest request) {
        int calls = request.whole("requestsPerSecond", 10, 0, 1_000_000);
        int millis = request.whole("millis", FaultRequest.LONGEST_MILLIS, 1, FaultRequest.LONGEST_MILLIS);
        Integer retryAfter = Refusal.retryAfterSeconds(request);
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        request.nodes().forEach(feed -> limits.put(feed, new Limit(calls, retryAfter, until)));
        return Json.object().put("requestsPerSecond", calls);
    }

    synchronized boolean closed(Feed feed) {
        Long until = closedUntilNanos.get(feed);
        return until != null && until - System.nanoTime() > 0;
    }

    /** The refusal of a request, if it is refused. */
    synchronized Optional<HttpAnswer> refusal(Feed feed, String body) {
        if (closed(feed)) {
            return Optional.of(Refusal.of(503, null));
        }
        Limit limit = limits.get(feed);
        long now = System.nanoTime();
        if (limit == null || limit.untilNanos - now <= 0 || limit.admits(calls(body), now)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(429, limit.retryAfterSeconds));
    }

    synchronized void reset(List<Feed> nodes) {
        nodes.forEach(closedUntilNanos::remove);
        nodes.forEach(limits::remove);
    }

    synchronized void describe(ArrayNode out) {
        long now = System.nanoTime();
        closedUntilNanos.forEach((feed, until) -> {
            if (until - now > 0) {
                out.addObject()
                        .put("kind", "restart")
                        .put("feed", feed.label())
                        .put("millisLeft", (until - now) / 1_000_000);
            }
        });
        limits.forEach((feed, limit) -> {
            if (limit.untilNanos - now > 0) {
                out.addObject()
                        .put("kind", "rate-limit")
                        .put("feed", feed.label())
                        .put("requestsPerSecond", limit.callsPerSecond);
            }
        });
    }

    /** How many calls a body makes: each of a batch counts. */
    private static int calls(String body) {
        try {
            JsonNode tree = Json.read(body);
            return tree.isArray() ? Math.max(1, tree.size()) : 1;
        } catch (IllegalArgumentException e) {
            return 1;
        }
    }
}
