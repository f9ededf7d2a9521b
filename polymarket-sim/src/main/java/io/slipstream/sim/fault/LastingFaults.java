package io.slipstream.sim.fault;

import io.slipstream.sim.http.Feed;
import io.slipstream.sim.lapse.FaultTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults that are on at some feeds. They last until they are reset, or for the time that was asked for.
 *
 * @param <F> the ways in which these feeds can err
 */
final class LastingFaults<F> {

    /** Makes the fault of one feed from a request; called while nothing moves. */
    @FunctionalInterface
    interface Kind<F> {
        F read(FaultRequest request, Feed feed);
    }

    private record Active<F>(Feed feed, FaultTarget<F> target, String kind, ObjectNode asked, F fault) {}

    private final Map<Feed, FaultTarget<F>> targets = new HashMap<>();
    private final Map<String, Kind<F>> kinds;
    private final ScheduledExecutorService timer;
    private final List<Active<F>> on = new ArrayList<>();
    private final Map<Active<F>, Future<?>> ends = new HashMap<>();

    LastingFaults(
            Map<Feed, ? extends FaultTarget<F>> targets, Map<String, Kind<F>> kinds, ScheduledExecutorService timer) {
        this.targets.putAll(targets);
        this.kinds = Map.copyOf(kinds);
        this.timer = timer;
    }

    /** The kinds that there are. */
    Set<String> kinds() {
        return kinds.keySet();
    }

    /** Switches a fault on at those that are meant; whether there was any, and the kind is known here. */
    synchronized boolean on(FaultRequest request) {
        Kind<F> kind = kinds.get(request.kind());
        if (kind == null) {
            return false;
        }
        int millis = request.whole("millis", 0, 0, FaultRequest.LONGEST_MILLIS);
        boolean any = false;
        for (Feed feed : request.feeds()) {
            FaultTarget<F> target = targets.get(feed);
            if (target != null) {
                F fault = target.switchOn(() -> kind.read(request, feed));
                ObjectNode asked = request.copy().put("feed", feed.label());
                replace(new Active<>(feed, target, request.kind(), asked, fault), millis);
                any = true;
            }
        }
        return any;
    }

    private void replace(Active<F> active, int millis) {
        for (Active<F> other : List.copyOf(on)) {
            if (other.feed().equals(active.feed()) && other.kind().equals(active.kind())) {
                forget(other);
            }
        }
        on.add(active);
        if (millis > 0) {
            ends.put(active, timer.schedule(() -> end(active), millis, TimeUnit.MILLISECONDS));
        }
    }

    synchronized void reset(List<Feed> feeds) {
        for (Active<F> active : List.copyOf(on)) {
            if (feeds.contains(active.feed())) {
                end(active);
            }
        }
    }

    synchronized void describe(ArrayNode out) {
        for (Active<F> active : on) {
            if (active.target().isOn(active.fault())) {
                out.add(active.asked());
            }
        }
    }

    private synchronized void end(Active<F> active) {
        active.target().switchOff(active.fault());
        forget(active);
    }

    private void forget(Active<F> active) {
        on.remove(active);
        Future<?> end = ends.remove(active);
        if (end != null) {
            end.cancel(false);
        }
    }
}
