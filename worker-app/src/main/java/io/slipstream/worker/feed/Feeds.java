package io.slipstream.worker.feed;

import io.slipstream.worker.tape.Tape;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All feeds of this worker. */
@Component
public final class Feeds {

    private static final String TAPE = "tape";

    private final InstantSource clock;
    private final Tape tape;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    Feeds(InstantSource clock, Tape tape) {
        this.clock = clock;
        this.tape = tape;
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

    /** How all of them are, in the order of registration, and behind them the tape if there is one. */
    public List<Feed.Status> statuses() {
        Tape.State state = tape.state();
        Stream<Feed.Status> all = feeds.stream().map(Feed::status);
        return state == null
                ? all.toList()
                : Stream.concat(all, Stream.of(status(state))).toList();
    }

    /** A tape that has stopped is a fault, but nothing that trading depends on. */
    private static Feed.Status status(Tape.State tape) {
        return new Feed.Status(
                TAPE, tape.recording() ? Feed.State.UP : Feed.State.DEGRADED, tape.detail(), tape.lastBlock());
    }
}
