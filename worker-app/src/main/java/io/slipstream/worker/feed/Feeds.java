package io.slipstream.worker.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** All feeds of this worker. */
@Component
public final class Feeds {

    private final InstantSource clock;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    Feeds(InstantSource clock) {
        this.clock = clock;
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
        Feed feed = new Feed(same == 0 ? name : name + " #" + (same + 1), patience, clock);
        feeds.add(feed);
        return feed;
    }

    /** How all of them are, in the order of registration. */
    public List<Feed.Status> statuses() {
        return feeds.stream().map(Feed::status).toList();
    }
}
