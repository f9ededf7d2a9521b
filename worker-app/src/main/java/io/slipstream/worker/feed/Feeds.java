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
     * Adds a feed, which is down until it delivers.
     *
     * @param patience the longest silence that is still healthy
     */
    public Feed register(String name, Duration patience) {
        Feed feed = new Feed(name, patience, clock);
        feeds.add(feed);
        return feed;
    }

    /** Forgets a feed that is not wanted any more. */
    public void forget(Feed feed) {
        feeds.remove(feed);
    }

    /** How all of them are, in the order of registration. */
    public List<Feed.Status> statuses() {
        return feeds.stream().map(Feed::status).toList();
    }
}
