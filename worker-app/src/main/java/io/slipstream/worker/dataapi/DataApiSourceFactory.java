package io.slipstream.worker.dataapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.settings.LeaderSettings;
import io.slipstream.worker.source.LeaderFillSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Puts the Data API's source together. */
@Component
public final class DataApiSourceFactory {

    private static final int MISSED_POLLS = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final HttpExchange http;
    private final Feeds feeds;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;

    DataApiSourceFactory(
            HttpExchange http,
            Feeds feeds,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.http = http;
        this.feeds = feeds;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
    }

    /** The name under which the source's fills are stored. */
    public String name() {
        return DataApiSource.NAME;
    }

    /**
     * The source of these leaders' fills.
     *
     * @param stored the latest fills stored from this source: each leader is read from his last one on, one without any
     *     from now on
     */
    public LeaderFillSource source(LeaderSettings settings, List<StoredFill> stored) {
        return source(settings, stored, fills -> inbox.put(new EngineEvent.FillsDetected(nanos.now(), fills)));
    }

    /**
     * Reads the same rows as hints only.
     *
     * @param scan told when a row names a transaction for the first time
     */
    public LeaderFillSource hints(LeaderSettings settings, Runnable scan) {
        return source(settings, List.of(), new ScanHints(scan));
    }

    private LeaderFillSource source(LeaderSettings settings, List<StoredFill> stored, Consumer<List<LeaderFill>> sink) {
        Map<Address, Long> readUpTo = new HashMap<>();
        long now = clock.instant().getEpochSecond();
        settings.labels().keySet().forEach(leader -> readUpTo.put(leader, -1L));
        for (StoredFill item : stored) {
            LeaderFill fill = item.fill();
            Long time = fill.fillTimeNanos();
            if (time != null) {
                readUpTo.computeIfPresent(fill.leader(), (_, known) -> Math.max(known, time / NANOS_PER_SECOND));
            }
        }
        readUpTo.replaceAll((_, known) -> known < 0 ? now : known);
        Duration patience = settings.pollInterval().multipliedBy(MISSED_POLLS).plusSeconds(20);
        return new DataApiSource(
                settings.dataApiUrl(),
                http,
                feeds.register("data api", patience),
                sink,
                clock,
                nanos,
                settings.pollInterval(),
                meters.counter("slipstream.rows.rejected"),
                readUpTo);
    }
}
