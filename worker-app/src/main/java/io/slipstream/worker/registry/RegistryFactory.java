package io.slipstream.worker.registry;

import io.slipstream.persistence.MarketStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.settings.RegistrySettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the registry's sync together. */
@Component
public final class RegistryFactory {

    private static final int MISSED_SYNCS = 3;

    private final HttpExchange http;
    private final JsonMapper json;
    private final Feeds feeds;
    private final MarketStore store;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final StandingTasks tasks;

    RegistryFactory(
            HttpExchange http,
            JsonMapper json,
            Feeds feeds,
            MarketStore store,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            StandingTasks tasks) {
        this.http = http;
        this.json = json;
        this.feeds = feeds;
        this.store = store;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.tasks = tasks;
    }

    /** The sync of a registry in memory that holds already what the database knows. */
    public RegistrySync sync(RegistrySettings settings, TokenRegistry registry, BookFeed feed) {
        Duration patience = settings.syncInterval().multipliedBy(MISSED_SYNCS).plusSeconds(30);
        GammaClient gamma = new GammaClient(
                settings.gammaUrl(),
                http,
                new GammaParser(json),
                feeds.register("gamma", patience),
                new RefusedKeys(clock));
        return new RegistrySync(
                gamma,
                store,
                registry,
                inbox,
                feed,
                clock,
                nanos,
                settings.syncInterval(),
                settings.trackedTokens(),
                tasks.register("registry", patience));
    }
}
