package io.slipstream.worker.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.persistence.LedgerStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Endpoints;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.settings.PolygonSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the chain's source together. */
@Component
public final class PolygonSourceFactory {

    private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(15);
    private static final int MISSED_SCANS = 4;

    private final OkHttpClient client;
    private final HttpExchange http;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;

    PolygonSourceFactory(
            OkHttpClient client,
            HttpExchange http,
            FeedScheduler scheduler,
            JsonMapper json,
            Feeds feeds,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.client = client;
        this.http = http;
        this.scheduler = scheduler;
        this.json = json;
        this.feeds = feeds;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
    }

    /**
     * The source of these leaders' fills, going on from what the ledger says is read.
     *
     * @param stored fills that an earlier run stored and that may come again
     */
    public ChainSource source(
            PolygonSettings settings, Set<Address> leaders, LedgerStore ledger, List<StoredFill> stored) {
        LogFilter filter = LogFilter.of(settings.exchanges(), leaders);
        FillDecoder decoder = new FillDecoder(settings.exchanges(), leaders, meters);
        ScanPosition position = new ScanPosition(settings.exchanges(), leaders, ledger.cursors());
        PushedFills pushed = new PushedFills();
        stored.stream()
                .filter(item -> item.state() == StoredFill.State.PROVISIONAL)
                .forEach(item -> pushed.pushed(item.fill()));
        ChainScanner scanner = new ChainScanner(
                filter, decoder, position, inbox, clock, nanos, settings.startBlock(), settings.scanRange(), pushed);
        Duration scanPatience =
                settings.scanInterval().multipliedBy(MISSED_SCANS).plusSeconds(10);
        List<JsonRpcHttp> nodes = settings.httpUrls().stream()
                .map(url -> new JsonRpcHttp(
                        url, http, json, feeds.register("polygon http " + Endpoints.shown(url), scanPatience)))
                .toList();
        return new PolygonLogSource(
                decoder,
                scanner,
                nodes,
                listener -> settings.wsUrls().stream()
                        .map(url -> new PolygonSocket(
                                url,
                                filter,
                                client,
                                scheduler,
                                json,
                                feeds.register("polygon ws " + Endpoints.shown(url), SOCKET_PATIENCE),
                                listener))
                        .collect(Collectors.toUnmodifiableList()),
                pushed,
                inbox,
                clock,
                nanos,
                settings.scanInterval());
    }
}
