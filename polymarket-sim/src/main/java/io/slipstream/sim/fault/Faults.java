package io.slipstream.sim.fault;

import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Interference;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults that are on. A new kind is one more entry in {@link #kinds}. Times of faults are real milliseconds, whatever
 * the speed factor.
 */
public final class Faults implements Interference, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int LONGEST_MILLIS = 3_600_000;
    private static final int DEEPEST_REORGANISATION = 64;

    /** One kind of fault: switches it on and says what it did. */
    private interface Kind {
        ObjectNode apply(JsonNode request);
    }

    /** Replaces the last blocks of the chain. */
    @FunctionalInterface
    public interface Reorganisation {

        /** Replaces the last {@code depth} blocks; answers the new head. */
        long apply(int depth, boolean silent);
    }

    private static final class HttpError {
        final int status;
        final long untilNanos;
        final @Nullable Integer retryAfterSeconds;
        int left;

        HttpError(int status, int left, long untilNanos, @Nullable Integer retryAfterSeconds) {
            this.status = status;
            this.left = left;
            this.untilNanos = untilNanos;
            this.retryAfterSeconds = retryAfterSeconds;
        }
    }

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final Map<Feed, SocketHub> hubs;
    private final Reorganisation reorganisation;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sim-faults").daemon().factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Feed, Long> stalledUntilNanos = new EnumMap<>(Feed.class);
    private final Map<Feed, ScheduledFuture<?>> stallEnds = new EnumMap<>(Feed.class);
    private final Map<Feed, HttpError> errors = new EnumMap<>(Feed.class);

    /**
     * No fault is on.
     *
     * @param hubs the sockets that can be cut and stalled
     * @param reorganisation what the kind {@code reorg} calls
     */
    public Faults(Map<Feed, SocketHub> hubs, Reorganisation reorganisation) {
        this.hubs = new EnumMap<>(hubs);
        this.reorganisation = reorganisation;
        kinds.put("drop-sockets", this::dropSockets);
        kinds.put("stall", this::stall);
        kinds.put("http-error", this::httpError);
        kinds.put("reorg", this::reorganise);
        kinds.put("reset", request -> reset());
    }

    /** Adds {@code POST /sim/fault} and {@code GET /sim/faults}. */
    public void addTo(Routes routes) {
        routes.post("/sim/fault", this::apply).get("/sim/faults", request -> HttpAnswer.ok(active()));
    }

    @Override
    public void pause(Feed feed) {
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

    @Override
    public Optional<HttpAnswer> replacement(Feed feed) {
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
            error.left--;
            String message = error.status == 429 ? "Too Many Requests" : "Internal Server Error";
            String body = Json.write(Json.object().put("error", message));
            Map<String, String> headers = error.retryAfterSeconds == null
                    ? Map.of()
                    : Map.of("Retry-After", Integer.toString(error.retryAfterSeconds));
            return Optional.of(new HttpAnswer(error.status, body, headers));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        reset();
        timer.shutdownNow();
    }

    private HttpAnswer apply(HttpRequest request) {
        JsonNode wanted;
        try {
            wanted = Json.read(request.body());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "the body is not JSON");
        }
        String name = wanted.path("kind").asString("");
        Kind kind = kinds.get(name);
        if (kind == null) {
            throw new BadRequestException(400, "unknown kind \"" + name + "\", known: " + kinds.keySet());
        }
        ObjectNode out = Json.object().put("kind", name).put("applied", true);
        out.setAll(kind.apply(wanted));
        LOG.info("fault {}", out);
        return HttpAnswer.ok(out);
    }

    private ObjectNode dropSockets(JsonNode request) {
        int cut = 0;
        for (Map.Entry<Feed, SocketHub> entry : hubs.entrySet()) {
            if (selected(request).contains(entry.getKey())) {
                cut += entry.getValue().cutAll();
            }
        }
        return Json.object().put("dropped", cut);
    }

    private ObjectNode stall(JsonNode request) {
        int millis = whole(request, "millis", 10_000, 1, LONGEST_MILLIS);
        List<Feed> feeds = selected(request);
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
        return Json.object().put("millis", millis).put("feeds", feeds.toString());
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

    private ObjectNode httpError(JsonNode request) {
        int status = whole(request, "status", 500, 400, 599);
        int millis = whole(request, "millis", LONGEST_MILLIS, 1, LONGEST_MILLIS);
        int count = whole(request, "count", request.has("millis") ? Integer.MAX_VALUE : 1, 1, Integer.MAX_VALUE);
        Integer retryAfter = request.has("retryAfterSeconds") ? whole(request, "retryAfterSeconds", 1, 0, 3_600) : null;
        List<Feed> feeds = selected(request);
        lock.lock();
        try {
            long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            feeds.forEach(feed -> errors.put(feed, new HttpError(status, count, until, retryAfter)));
        } finally {
            lock.unlock();
        }
        return Json.object().put("status", status).put("feeds", feeds.toString());
    }

    private ObjectNode reorganise(JsonNode request) {
        int depth = whole(request, "depth", 1, 1, DEEPEST_REORGANISATION);
        long head = reorganisation.apply(depth, request.path("silent").asBoolean(false));
        return Json.object().put("depth", depth).put("head", head);
    }

    private ObjectNode reset() {
        lock.lock();
        try {
            errors.clear();
            for (Feed feed : List.copyOf(stalledUntilNanos.keySet())) {
                cancelEnd(feed);
                endStall(feed);
            }
        } finally {
            lock.unlock();
        }
        return Json.object();
    }

    private ArrayNode active() {
        lock.lock();
        try {
            ArrayNode out = Json.array();
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
            return out;
        } finally {
            lock.unlock();
        }
    }

    private static List<Feed> selected(JsonNode request) {
        String label = request.path("feed").asString("all");
        List<Feed> feeds = new ArrayList<>();
        for (Feed feed : Feed.values()) {
            if (feed != Feed.SIM && (label.equals("all") || label.equals(feed.label()))) {
                feeds.add(feed);
            }
        }
        if (feeds.isEmpty()) {
            throw new BadRequestException(
                    400, "unknown feed \"" + label + "\", known: all, rpc, market, clob, gamma, data");
        }
        return feeds;
    }

    private static int whole(JsonNode request, String name, int absent, int least, int most) {
        JsonNode value = request.get(name);
        if (value == null || value.isNull()) {
            return absent;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new BadRequestException(400, name + " must be a whole number in " + least + ".." + most);
        }
        return value.intValue();
    }
}
