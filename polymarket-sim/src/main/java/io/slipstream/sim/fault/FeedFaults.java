package io.slipstream.sim.fault;

import io.slipstream.sim.http.Connections;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.lapse.Share;
import io.slipstream.sim.wire.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The faults that any feed can have: cut sockets, silence, error answers. */
final class FeedFaults {

    private static final class HttpError {
        final int status;
        final long untilNanos;
        final @Nullable Integer retryAfterSeconds;
        final Share share;
        int left;

        HttpError(int status, Share share, int left, long untilNanos, @Nullable Integer retryAfterSeconds) {
            this.status = status;
            this.share = share;
            this.left = left;
            this.untilNanos = untilNanos;
            this.retryAfterSeconds = retryAfterSeconds;
        }
    }

    private final Map<Feed, SocketHub> hubs;
    private final ScheduledExecutorService timer;
    private final ConnectionStalls single;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Feed, Long> stalledUntilNanos = new HashMap<>();
    private final Map<Feed, ScheduledFuture<?>> stallEnds = new HashMap<>();
    private final Map<Feed, HttpError> errors = new HashMap<>();

    FeedFaults(Map<Feed, SocketHub> hubs, ScheduledExecutorService timer) {
        this.hubs = Map.copyOf(hubs);
        this.timer = timer;
        this.single = new ConnectionStalls(timer);
    }

    /** Waits while the feed is stalled. */
    void pause(Feed feed) {
        lock.lock();
        try {
            Long until = stalledUntilNanos.get(feed);
            while (until != null && until - System.nanoTime() > 0) {
                changed.awaitNanos(until - System.nanoTime());
                until = stalledUntilNanos.get(feed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** The error that stands for the feed's next answer, if one does. */
    Optional<HttpAnswer> replacement(Feed feed) {
        lock.lock();
        try {
            HttpError error = errors.get(feed);
            if (error == null) {
                return Optional.empty();
            }
            if (error.left == 0 || error.untilNanos - System.nanoTime() <= 0) {
                errors.remove(feed);
                return Optional.empty();
            }
            if (!error.share.hit()) {
                return Optional.empty();
            }
            error.left--;
            return Optional.of(Refusal.of(error.status, error.retryAfterSeconds));
        } finally {
            lock.unlock();
        }
    }

    ObjectNode dropSockets(FaultRequest request) {
        Connections which = request.connections();
        boolean slow = request.flag("slow");
        return Json.object()
                .put(
                        "dropped",
                        request.feeds().stream()
                                .mapToInt(feed -> slow ? closeSlow(feed, which) : cut(feed, which))
                                .sum());
    }

    /** Cuts sockets of a feed; answers how many. */
    int cut(Feed feed, Connections which) {
        SocketHub hub = hubs.get(feed);
        return hub == null ? 0 : hub.cut(which);
    }

    private int closeSlow(Feed feed, Connections which) {
        SocketHub hub = hubs.get(feed);
        return hub == null ? 0 : hub.closeSlow(which);
    }

    ObjectNode stall(FaultRequest request) {
        int millis = request.whole("millis", 10_000, 1, FaultRequest.LONGEST_MILLIS);
        List<Feed> feeds = request.feeds();
        if (request.connections() != Connections.ALL) {
            return stallOne(request, millis);
        }
        lock.lock();
        try {
            for (Feed feed : feeds) {
                stalledUntilNanos.put(
                        feed, System.nanoTime() + Duration.ofMillis(millis).toNanos());
                cancelEnd(feed);
                SocketHub hub = hubs.get(feed);
                if (hub != null) {
                    hub.hold(true);
                }
                stallEnds.put(feed, timer.schedule(() -> endStall(feed), millis, TimeUnit.MILLISECONDS));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return Json.object().put("millis", millis);
    }

    private ObjectNode stallOne(FaultRequest request, int millis) {
        int stalled = 0;
        for (Feed feed : request.feeds()) {
            SocketHub hub = hubs.get(feed);
            if (hub != null) {
                for (SocketClient client : hub.select(request.connections())) {
                    single.add(feed, hub, client, request.text("connections", ""), millis);
                    stalled++;
                }
            }
        }
        return Json.object().put("millis", millis).put("stalled", stalled);
    }

    private void endStall(Feed feed) {
        lock.lock();
        try {
            stalledUntilNanos.remove(feed);
            stallEnds.remove(feed);
            SocketHub hub = hubs.get(feed);
            if (hub != null) {
                hub.hold(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void cancelEnd(Feed feed) {
        ScheduledFuture<?> end = stallEnds.remove(feed);
        if (end != null) {
            end.cancel(false);
        }
    }

    ObjectNode httpError(FaultRequest request) {
        int status = request.whole("status", 500, 400, 599);
        int millis = request.whole("millis", FaultRequest.LONGEST_MILLIS, 1, FaultRequest.LONGEST_MILLIS);
        int count = request.whole("count", request.has("millis") ? Integer.MAX_VALUE : 1, 1, Integer.MAX_VALUE);
        Integer retryAfter = Refusal.retryAfterSeconds(request);
        List<Feed> feeds = request.feeds();
        lock.lock();
        try {
            long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            feeds.forEach(feed ->
                    errors.put(feed, new HttpError(status, request.share(feed, 100), count, until, retryAfter)));
        } finally {
            lock.unlock();
        }
        return Json.object().put("status", status);
    }

    /** Ends what these feeds have. */
    void reset(List<Feed> feeds) {
        single.reset(feeds);
        lock.lock();
        try {
            for (Feed feed : feeds) {
                errors.remove(feed);
                if (stalledUntilNanos.containsKey(feed)) {
                    cancelEnd(feed);
                    endStall(feed);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds what is on. */
    void describe(ArrayNode out) {
        single.describe(out);
        lock.lock();
        try {
            long now = System.nanoTime();
            stalledUntilNanos.forEach((feed, until) -> out.addObject()
                    .put("kind", "stall")
                    .put("feed", feed.label())
                    .put("millisLeft", Math.max(0, (until - now) / 1_000_000)));
            errors.forEach((feed, error) -> out.addObject()
                    .put("kind", "http-error")
                    .put("feed", feed.label())
                    .put("status", error.status)
                    .put("countLeft", error.left)
                    .put("millisLeft", Math.max(0, (error.untilNanos - now) / 1_000_000)));
        } finally {
            lock.unlock();
        }
    }
}
