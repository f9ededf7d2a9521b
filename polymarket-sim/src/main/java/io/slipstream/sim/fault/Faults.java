package io.slipstream.sim.fault;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Interference;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.rpc.Node;
import io.slipstream.sim.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    public interface Reorganiser {

        /** Replaces them as asked; answers the new head. */
        long apply(Reorganisation wanted);
    }

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final Reorganiser reorganiser;
    private final FeedFaults feeds;
    private final NodeFaults nodeFaults;
    private final NodeGate gate;

    /**
     * No fault is on.
     *
     * @param hubs the sockets that can be cut and stalled
     * @param nodes the nodes that can err
     * @param chain what they follow
     * @param reorganiser what the kind {@code reorg} calls
     * @param timer for what ends by itself
     */
    public Faults(
            Map<Feed, SocketHub> hubs,
            List<Node> nodes,
            Chain chain,
            Reorganiser reorganiser,
            ScheduledExecutorService timer) {
        this.reorganiser = reorganiser;
        this.feeds = new FeedFaults(hubs, timer);
        this.nodeFaults = new NodeFaults(nodes, timer);
        this.gate = new NodeGate(feeds);
        kinds.put("drop-sockets", feeds::dropSockets);
        kinds.put("stall", feeds::stall);
        kinds.put("http-error", feeds::httpError);
        kinds.put("restart", gate::restart);
        kinds.put("rate-limit", gate::limit);
        kinds.put("reorg", this::reorganise);
        kinds.put("reset", request -> reset(request.feeds()));
        new NodeFaultKinds(chain)
                .kinds()
                .forEach((name, kind) ->
                        kinds.put(name, request -> nodeFaults.on(request, node -> kind.read(request, node))));
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
    public Optional<HttpAnswer> replacement(Feed feed, String body) {
        return gate.refusal(feed, body).or(() -> feeds.replacement(feed));
    }

    @Override
    public boolean refusesSockets(Feed feed) {
        return gate.closed(feed);
    }

    @Override
    public void close() {
        reset(Feed.selected("all"));
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
        long head = reorganiser.apply(new Reorganisation(
                depth,
                request.flag("silent"),
                request.whole("move", Reorganisation.USUAL_MOVE_PERCENT, 0, 100),
                request.whole("lose", 0, 0, 100)));
        return Json.object().put("depth", depth).put("head", head);
    }

    private ObjectNode reset(List<Feed> which) {
        gate.reset(which);
        feeds.reset(which);
        nodeFaults.reset(which);
        return Json.object();
    }

    private ArrayNode active() {
        ArrayNode out = Json.array();
        feeds.describe(out);
        gate.describe(out);
        nodeFaults.describe(out);
        return out;
    }
}
