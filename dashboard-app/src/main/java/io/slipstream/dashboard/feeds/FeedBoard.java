package io.slipstream.dashboard.feeds;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All feeds, and what their rows say about the worker itself.
 *
 * @param feeds by name
 * @param readAt when they were read
 */
public record FeedBoard(List<FeedHealth> feeds, Instant readAt) {

    /** The worker writes every second or so; silence for longer than this is a fault. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** Feeds that are down, as far as the worker knew when it last reported. */
    public List<FeedHealth> down() {
        return feeds.stream()
                .filter(feed -> feed.state() == FeedHealth.State.DOWN)
                .toList();
    }

    /** When the worker last reported about any feed; none if it never did. */
    public Optional<Instant> lastReportAt() {
        return feeds.stream().map(FeedHealth::updatedAt).max(Comparator.naturalOrder());
    }

    /** Whether the worker reported before, but not lately. */
    public boolean workerSilent() {
        return lastReportAt()
                .map(at -> at.isBefore(readAt.minus(LONGEST_SILENCE)))
                .orElse(false);
    }
}
