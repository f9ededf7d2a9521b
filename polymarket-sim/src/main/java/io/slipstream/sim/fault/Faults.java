package io.slipstream.sim.fault;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.clob.BooksApi;
import io.slipstream.sim.clob.MarketPush;
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
import java.util.stream.Collectors;
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
    private static final int HIGHEST_FEE_DRIFT = 1_000;

    /** One kind of fault: switches it on and says what it did. */
    private interface Kind {
        ObjectNode apply(FaultRequest request);
    }

    /** What faults do to the venue itself. */
    public interface VenueFaults {

        /** The chain that the nodes follow. */
        Chain chain();

        /** Replaces the last blocks; answers the new head. */
        long reorganise(Reorganisation wanted);

        /** Lets so many next matches of leaders settle on an exchange that nobody declared. */
        void settleUnknown(int count, boolean conditionalTokens);

        /** How many of those are still to come. */
        int unknownSettlements();

        /** Adds so much to the rates that are charged, in 1/10,000; what is said of them stays. */
        void driftFees(int rate);

        /** What is added to them. */
        int feeDrift();
    }

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final VenueFaults venue;
    private final FeedFaults feeds;
    private final List<LastingFaults<?>> lasting;
    private final NodeGate gate;

    /**
     * No fault is on.
     *
     * @param hubs the sockets that can be cut and stalled
     * @param nodes the nodes that can err
     * @param push what the market socket sends
     * @param books the REST answers with books
     * @param venue what is reorganised, and settles elsewhere
     * @param timer for what ends by itself
     */
    public Faults(
            Map<Feed, SocketHub> hubs,
            List<Node> nodes,
            MarketPush push,
            BooksApi books,
            VenueFaults venue,
            ScheduledExecutorService timer) {
        this.venue = venue;
        this.feeds = new FeedFaults(hubs, timer);
        this.lasting = List.of(
                new LastingFaults<>(byFeed(nodes), new NodeFaultKinds(venue.chain()).kinds(), timer),
                new LastingFaults<>(Map.of(Feed.MARKET, push), new MarketFaultKinds(hubs).kinds(), timer),
                new LastingFaults<>(Map.of(Feed.CLOB, books), BookFaultKinds.kinds(), timer));
        this.gate = new NodeGate(feeds);
        kinds.put("drop-sockets", feeds::dropSockets);
        kinds.put("stall", feeds::stall);
        kinds.put("http-error", feeds::httpError);
        kinds.put("restart", gate::restart);
        kinds.put("rate-limit", gate::limit);
        kinds.put("reorg", this::reorganise);
        kinds.put("unknown-exchange", this::settleUnknown);
        kinds.put("fee-drift", this::driftFees);
        kinds.put("reset", this::reset);
        lasting.forEach(some -> some.kinds().forEach(name -> kinds.put(name, this::switchOn)));
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

    private static Map<Feed, Node> byFeed(List<Node> nodes) {
        return nodes.stream().collect(Collectors.toUnmodifiableMap(Node::feed, node -> node));
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

    /** One name can be a fault of several sorts of feeds. */
    private ObjectNode switchOn(FaultRequest request) {
        boolean any = false;
        for (LastingFaults<?> some : lasting) {
            any |= some.on(request);
        }
        if (!any) {
            throw new BadRequestException(
                    400, request.kind() + " is no fault of feed \"" + request.text("feed", "all") + "\"");
        }
        return Json.object();
    }

    private ObjectNode reorganise(FaultRequest request) {
        int depth = request.whole("depth", 1, 1, DEEPEST_REORGANISATION);
        long head = venue.reorganise(new Reorganisation(
                depth,
                request.flag("silent"),
                request.whole("move", Reorganisation.USUAL_MOVE_PERCENT, 0, 100),
                request.whole("lose", 0, 0, 100),
                request.whole("change", 0, 0, 100)));
        return Json.object().put("depth", depth).put("head", head);
    }

    private ObjectNode settleUnknown(FaultRequest request) {
        int count = request.whole("count", 1, 0, 10_000);
        boolean conditionalTokens = switch (request.text("ledger", "ctf")) {
            case "ctf" -> true;
            case "unknown" -> false;
            default -> throw new BadRequestException(400, "ledger must be ctf or unknown");
        };
        venue.settleUnknown(count, conditionalTokens);
        return Json.object().put("count", count);
    }

    private ObjectNode driftFees(FaultRequest request) {
        int rate = request.whole("rate", 100, 0, HIGHEST_FEE_DRIFT);
        venue.driftFees(rate);
        return Json.object().put("rate", rate);
    }

    /** What the exchange was told ends too, unless single feeds are meant. */
    private ObjectNode reset(FaultRequest request) {
        if (!request.has("feed") && venue.unknownSettlements() > 0) {
            venue.settleUnknown(0, true);
        }
        if (!request.has("feed") && venue.feeDrift() > 0) {
            venue.driftFees(0);
        }
        return reset(request.feeds());
    }

    private ObjectNode reset(List<Feed> which) {
        gate.reset(which);
        feeds.reset(which);
        lasting.forEach(some -> some.reset(which));
        return Json.object();
    }

    private ArrayNode active() {
        ArrayNode out = Json.array();
        feeds.describe(out);
        gate.describe(out);
        lasting.forEach(some -> some.describe(out));
        int unknown = venue.unknownSettlements();
        if (unknown > 0) {
            out.addObject().put("kind", "unknown-exchange").put("countLeft", unknown);
        }
        int drift = venue.feeDrift();
        if (drift > 0) {
            out.addObject().put("kind", "fee-drift").put("rate", drift);
        }
        return out;
    }
}
