package io.slipstream.sim.fault;

import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.http.SocketHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;

/** Silence of single connections, beside that of whole feeds: everything is held back and comes afterwards. */
final class ConnectionStalls {

    private record Stalled(Feed feed, SocketHub hub, SocketClient client, String which, long untilNanos) {}

    private final ScheduledExecutorService timer;
    private final List<Stalled> on = new ArrayList<>();

    ConnectionStalls(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    synchronized void add(Feed feed, SocketHub hub, SocketClient client, String which, int millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        Stalled stalled = new Stalled(feed, hub, client, which, until);
        on.add(stalled);
        hub.hold(client, true);
        var _ = timer.schedule(() -> end(stalled), millis, TimeUnit.MILLISECONDS);
    }

    synchronized void reset(List<Feed> feeds) {
        List.copyOf(on).stream()
                .filter(stalled -> feeds.contains(stalled.feed()))
                .forEach(this::end);
    }

    synchronized void describe(ArrayNode out) {
        long now = System.nanoTime();
        for (Stalled stalled : on) {
            if (stalled.hub().has(stalled.client())) {
                out.addObject()
                        .put("kind", "stall")
                        .put("feed", stalled.feed().label())
                        .put("connections", stalled.which())
                        .put("millisLeft", Math.max(0, (stalled.untilNanos() - now) / 1_000_000));
            }
        }
    }

    /** A connection that is stalled twice goes on when the last time is over. */
    private synchronized void end(Stalled stalled) {
        if (on.remove(stalled)) {
            boolean still = on.stream().anyMatch(other -> other.client().equals(stalled.client()));
            stalled.hub().hold(stalled.client(), still);
        }
    }
}
