package io.slipstream.sim.fault;

import io.slipstream.sim.clob.MarketFault;
import io.slipstream.sim.fault.LastingFaults.Kind;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Connections;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.lapse.Reach;
import java.util.List;
import java.util.Map;

/** Reads the faults of the market socket from requests, by kind. */
final class MarketFaultKinds {

    private static final int USUAL_PERCENT = 10;

    private final Map<Feed, SocketHub> hubs;

    /**
     * Faults of sockets.
     *
     * @param hubs where connections are chosen from
     */
    MarketFaultKinds(Map<Feed, SocketHub> hubs) {
        this.hubs = Map.copyOf(hubs);
    }

    Map<String, Kind<MarketFault>> kinds() {
        return Map.of(
                "lose-frames",
                (request, feed) -> new MarketFault.LoseFrames(request.share(feed, USUAL_PERCENT), reach(request, feed)),
                "duplicate-frames",
                (request, feed) ->
                        new MarketFault.DuplicateFrames(request.share(feed, USUAL_PERCENT), reach(request, feed)),
                "reorder-frames",
                (request, feed) ->
                        new MarketFault.ReorderFrames(request.share(feed, USUAL_PERCENT), reach(request, feed)),
                "garbage-frames",
                (request, feed) ->
                        new MarketFault.GarbageFrames(request.share(feed, USUAL_PERCENT), reach(request, feed)),
                "silent-tokens",
                (request, feed) ->
                        new MarketFault.SilentTokens(request.share(feed, USUAL_PERCENT), reach(request, feed)),
                "silent-sockets",
                (request, feed) -> new MarketFault.SilentSockets(reach(request, feed)));
    }

    private Reach reach(FaultRequest request, Feed feed) {
        Connections which = request.connections();
        if (which == Connections.ALL) {
            return new Reach(null);
        }
        SocketHub hub = hubs.get(feed);
        List<SocketClient> chosen = hub == null ? List.of() : hub.select(which);
        if (chosen.isEmpty()) {
            throw new BadRequestException(400, "no connection of feed " + feed.label() + " is open");
        }
        return new Reach(chosen.getFirst());
    }
}
