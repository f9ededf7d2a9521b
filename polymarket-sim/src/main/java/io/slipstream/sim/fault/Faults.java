package io.slipstream.sim.fault;

import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Interference;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults that are on. A new kind is one more entry in {@link #kinds}. Times of faults are real milliseconds, whatever
 * the speed factor.
 */
public final class Faults implements Interference, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int DEEPEST_REORGANISATION = 64;

    /** One kind of fault: switches it on and says what it did. */
    private interface Kind {
        ObjectNode apply(FaultRequest request);
    }

    /** Replaces the last blocks of the chain. */
    @FunctionalInterface
    public interface Reorganisation {

        /** Replaces the last {@code depth} blocks; answers the new head. */
        long apply(int depth, boolean silent);
    }

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final Reorganisation reorganisation;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sim-faults").daemon().factory());
    private final FeedFaults feeds;

    /**
     * No fault is on.
     *
     * @param hubs the sockets that can be cut and stalled
     * @param reorganisation what the kind {@code reorg} calls
     */
    public Faults(Map<Feed, SocketHub> hubs, Reorganisation reorganisation) {
        this.reorganisation = reorganisation;
        this.feeds = new FeedFaults(hubs, timer);
        kinds.put("drop-sockets", feeds::dropSockets);
        kinds.put("stall", feeds::stall);
        kinds.put("http-error", feeds::httpError);
        kinds.put("reorg", this::reorganise);
        kinds.put("reset", this::reset);
    }

    /** Adds {@code POST /sim/fault} and {@code GET /sim/faults}. */
    public void addTo(Routes routes) {
        routes.post("/sim/fault", this::apply).get("/sim/faults", request -> HttpAnswer.ok(active()));
    }

    @Override
    public void pause(Feed feed) {
        feeds.pause(feed);
    }

    @Override
    public Optional<HttpAnswer> replacement(Feed feed) {
        return feeds.replacement(feed);
    }

    @Override
    public void close() {
        feeds.reset(Feed.selected("all"));
        timer.shutdownNow();
    }

    private HttpAnswer apply(HttpRequest http) {
        FaultRequest request = FaultRequest.read(http.body());
        Kind kind = kinds.get(request.kind());
        if (kind == null) {
            throw new BadRequestException(400, "unknown kind \"" + request.kind() + "\", known: " + kinds.keySet());
        }
        ObjectNode out = Json.object().put("kind", request.kind()).put("applied", true);
        out.put("feed", request.text("feed", "all"));
        out.setAll(kind.apply(request));
        LOG.info("fault {}", out);
        return HttpAnswer.ok(out);
    }

    private ObjectNode reorganise(FaultRequest request) {
        int depth = request.whole("depth", 1, 1, DEEPEST_REORGANISATION);
        long head = reorganisation.apply(depth, request.flag("silent"));
        return Json.object().put("depth", depth).put("head", head);
    }

    private ObjectNode reset(FaultRequest request) {
        feeds.reset(request.feeds());
        return Json.object();
    }

    private ArrayNode active() {
        ArrayNode out = Json.array();
        feeds.describe(out);
        return out;
    }
}
