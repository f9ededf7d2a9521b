package io.slipstream.worker.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.settings.MarketDataSettings;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the market feed together. */
@Component
public final class MarketFeedFactory {

    private final OkHttpClient client;
    private final HttpExchange http;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final EngineInbox inbox;
    private final EpochNanos clock;
    private final MeterRegistry meters;

    MarketFeedFactory(
            OkHttpClient client,
            HttpExchange http,
            FeedScheduler scheduler,
            JsonMapper json,
            Feeds feeds,
            EngineInbox inbox,
            EpochNanos clock,
            MeterRegistry meters) {
        this.client = client;
        this.http = http;
        this.scheduler = scheduler;
        this.json = json;
        this.feeds = feeds;
        this.inbox = inbox;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * A feed of books.
     *
     * @param news told of markets that are listed or resolved
     */
    public MarketFeed create(MarketDataSettings settings, Consumer<MarketNews> news) {
        return new MarketFeed(settings, client, scheduler, json, http, feeds, inbox, clock, meters, news);
    }
}
