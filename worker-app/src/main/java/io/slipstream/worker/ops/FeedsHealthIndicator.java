package io.slipstream.worker.ops;

import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.Feeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health that says which feed is unhealthy and why. */
@Component
class FeedsHealthIndicator implements HealthIndicator {

    private final Feeds feeds;

    FeedsHealthIndicator(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public Health health() {
        List<Feed.Status> statuses = feeds.statuses();
        Map<String, Object> details = new LinkedHashMap<>();
        for (Feed.Status status : statuses) {
            details.put(
                    status.name(),
                    status.state() + ": " + status.detail()
                            + (status.lastContent() == null ? "" : " (last at " + status.lastContent() + ")"));
        }
        boolean down = statuses.stream().anyMatch(status -> status.state() == Feed.State.DOWN);
        return (down ? Health.down() : Health.up()).withDetails(details).build();
    }
}
