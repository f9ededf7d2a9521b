package io.slipstream.worker.feed;

import io.slipstream.worker.tape.Tape;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** All feeds of this worker. */
@Component
public final class Feeds {

    private final InstantSource clock;
    private final Tape tape;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final Map<String, Tape> tapes = new LinkedHashMap<>();

    Feeds(InstantSource clock, Tape tape) {
        this.clock = clock;
        this.tape = tape;
        tapes.put("tape", tape);
    }

    /**
     * Adds a feed, which is down until it delivers. One of a name that is taken gets a number.
     *
     * @param patience the longest silence that is still healthy
     */
    public synchronized Feed register(String name, Duration patience) {
        long same = feeds.stream()
                .filter(other -> other.name().equals(name) || other.name().startsWith(name + " #"))
                .count();
        String unique = same == 0 ? name : name + " #" + (same + 1);
        Feed feed = new Feed(unique, patience, clock, tape.feed(unique));
        feeds.add(feed);
        return feed;
    }

    /** Shows how a tape is, too. */
    public synchronized void watch(String name, Tape other) {
        tapes.put(name, other);
    }

    /** How all of them are, in the order of registration, and behind them the tapes that there are. */
    public synchronized List<Feed.Status> statuses() {
        List<Feed.Status> all = new ArrayList<>();
        feeds.forEach(feed -> all.add(feed.status()));
        tapes.forEach((name, each) -> {
            Tape.State state = each.state();
            if (state != null) {
                all.add(status(name, state));
            }
        });
        return all;
    }

    /** A tape that has stopped is a fault, but nothing that trading depends on. */
    private static Feed.Status status(String name, Tape.State tape) {
        return new Feed.Status(
                name, tape.recording() ? Feed.State.UP : Feed.State.DEGRADED, tape.detail(), tape.lastBlock());
    }
}
