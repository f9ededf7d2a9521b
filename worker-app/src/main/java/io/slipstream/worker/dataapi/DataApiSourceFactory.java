package io.slipstream.worker.dataapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.settings.LeaderSettings;
import io.slipstream.worker.source.FollowedLeaders;
import io.slipstream.worker.source.LeaderFillSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the Data API's source together. */
@Component
public final class DataApiSourceFactory {

    private static final int MISSED_POLLS = 4;
    /** Under the venue's 200 in ten seconds for /trades (protocol reference 6), as is said to be safe for long. */
    private static final double REQUESTS_PER_SECOND = 15;

    private final HttpExchange http;
    private final Feeds feeds;
    private final FollowedLeaders followed;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;

    DataApiSourceFactory(
            HttpExchange http,
            Feeds feeds,
            FollowedLeaders followed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.http = http;
        this.feeds = feeds;
        this.followed = followed;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
    }

    /**
     * The source of everybody's fills who is followed.
     *
     * @param readUpTo up to when each leader's rows are stored; who is not in it is read from now on
     * @param news called when a row names a transaction for the first time
     */
    public LeaderFillSource source(LeaderSettings settings, Map<Address, Instant> readUpTo, Runnable news) {
        Map<Address, Long> seconds = new HashMap<>();
        readUpTo.forEach((leader, instant) -> seconds.put(leader, instant.getEpochSecond()));
        NewTransactions transactions = new NewTransactions(news);
        Duration patience = settings.pollInterval().multipliedBy(MISSED_POLLS).plusSeconds(20);
        return new DataApiSource(
                settings.dataApiUrl(),
                http,
                feeds.register("data api", patience),
                followed,
                (leader, fills, upTo) -> {
                    inbox.put(new EngineEvent.RowsRead(nanos.now(), leader, fills, upTo));
                    transactions.accept(fills);
                },
                clock,
                nanos,
                settings.pollInterval(),
                new RateBudget(REQUESTS_PER_SECOND, System::nanoTime),
                meters.counter("slipstream.rows.rejected"),
                seconds);
    }

    /** How far back rows are read again. */
    public Duration overlap() {
        return DataApiSource.OVERLAP;
    }
}
