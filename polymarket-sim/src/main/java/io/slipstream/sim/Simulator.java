package io.slipstream.sim;

import io.slipstream.sim.clob.BookHistory;
import io.slipstream.sim.clob.BooksApi;
import io.slipstream.sim.clob.ClobApi;
import io.slipstream.sim.clob.MarketChannel;
import io.slipstream.sim.clob.MarketPush;
import io.slipstream.sim.clob.Tokens;
import io.slipstream.sim.data.DataApi;
import io.slipstream.sim.fault.Faults;
import io.slipstream.sim.gamma.GammaApi;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.http.SimServer;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.lapse.Later;
import io.slipstream.sim.node.Garbage;
import io.slipstream.sim.rpc.Node;
import io.slipstream.sim.state.Continuation;
import io.slipstream.sim.state.StateJournal;
import io.slipstream.sim.truth.BookTruth;
import io.slipstream.sim.truth.InventoryApi;
import io.slipstream.sim.truth.TruthApi;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.venue.VenueParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running simulator: venue, pacemaker and server. */
public final class Simulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    private final VenueParameters parameters;
    private final @Nullable StateJournal journal;
    private final ScheduledExecutorService timer;
    private final Faults faults;
    private final SimServer server;
    private final Pacemaker pacemaker;

    private Simulator(
            VenueParameters parameters,
            @Nullable StateJournal journal,
            ScheduledExecutorService timer,
            Faults faults,
            SimServer server,
            Pacemaker pacemaker) {
        this.parameters = parameters;
        this.journal = journal;
        this.timer = timer;
        this.faults = faults;
        this.server = server;
        this.pacemaker = pacemaker;
    }

    /**
     * Starts a simulator; it answers when this returns.
     *
     * @throws io.slipstream.sim.state.StateException when the stored market cannot be continued
     * @throws IllegalStateException when the port cannot be opened
     */
    public static Simulator start(SimConfig config) {
        StateJournal journal = null;
        Venue venue;
        if (config.stateDirectory() == null) {
            Timeline timeline = new Timeline(config.speed());
            timeline.begin(new Timeline.Segment(0, System.currentTimeMillis()));
            venue = new Venue(config.venueParameters(), timeline);
        } else {
            journal = StateJournal.open(config.stateDirectory(), config.venueParameters());
            if (!journal.parameters().equals(config.venueParameters())) {
                LOG.warn(
                        "the stored market goes on with {}, not with {}",
                        journal.parameters(),
                        config.venueParameters());
            }
            try {
                venue = Continuation.resume(journal, System.currentTimeMillis());
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
            venue.chain().addListener(Continuation.recorder(journal, venue));
        }
        return serve(config, venue, journal);
    }

    private static Simulator serve(SimConfig config, Venue venue, @Nullable StateJournal journal) {
        VenueGuard guard = new VenueGuard();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sim-timer").daemon().factory());
        Garbage garbage = new Garbage(venue.marketplace().leaders().stream()
                .map(leader -> leader.account().address())
                .toList());
        List<Node> nodes = Feed.nodes().stream()
                .map(feed -> new Node(feed, guard, venue.chain(), garbage, timer))
                .toList();
        Tokens tokens = new Tokens(venue.engine().markets());
        MarketPush push = new MarketPush(guard, Later.of(timer, guard));
        MarketChannel channel = new MarketChannel(venue, guard, tokens, push);
        BookHistory history = new BookHistory(venue.engine().markets(), venue::wallMillis);
        BooksApi books = new BooksApi(venue, guard, tokens, history, System::currentTimeMillis);
        venue.engine().addListener(tokens);
        venue.engine().addListener(history);
        venue.engine().addListener(channel);
        venue.marketplace().onOpening(channel::announce);

        Map<Feed, SocketHub> hubs = new HashMap<>();
        SocketHub marketHub = SimServer.hub(Feed.MARKET, channel);
        hubs.put(Feed.MARKET, marketHub);
        nodes.forEach(node -> hubs.put(node.feed(), node.hub()));
        Faults faults = new Faults(hubs, nodes, push, books, new VenueInputs(venue, guard, journal), timer);
        Routes routes = new Routes()
                .post("/rpc", request -> Node.answer(nodes, request))
                .post("/rpc/{node}", request -> Node.answer(nodes, request));
        new ClobApi(venue, guard, tokens).addTo(routes);
        books.addTo(routes);
        new GammaApi(venue, guard).addTo(routes);
        new DataApi(venue, guard, config.dataLagMillis()).addTo(routes);
        new TruthApi(venue, guard).addTo(routes);
        new InventoryApi(venue, guard).addTo(routes);
        new BookTruth(venue, guard, tokens).addTo(routes);
        faults.addTo(routes);
        Pacemaker pacemaker = new Pacemaker(venue, guard, journal);
        new PauseApi(pacemaker, venue, guard).addTo(routes);
        Map<String, SocketHub> sockets = new HashMap<>(Node.sockets(nodes));
        sockets.put("/ws/market", marketHub);
        SimServer server;
        try {
            server = SimServer.open(config.host(), config.port(), routes, faults, sockets);
        } catch (IllegalStateException e) {
            timer.shutdownNow();
            if (journal != null) {
                journal.close();
            }
            throw e;
        }
        pacemaker.start();
        return new Simulator(venue.parameters(), journal, timer, faults, server, pacemaker);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** The seed that decides the market; the stored one when a market is continued. */
    public long seed() {
        return parameters.seed();
    }

    /** The speed factor that counts; the stored one when a market is continued. */
    public double speed() {
        return parameters.speed();
    }

    @Override
    public void close() {
        faults.close();
        pacemaker.close();
        server.close();
        timer.shutdownNow();
        if (journal != null) {
            journal.close();
        }
    }
}
