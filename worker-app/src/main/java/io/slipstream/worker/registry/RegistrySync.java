package io.slipstream.worker.registry;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.persistence.Market;
import io.slipstream.persistence.MarketStore;
import io.slipstream.persistence.QuarantinedFact;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.HttpStatusException;
import io.slipstream.worker.ops.TaskPulse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry: all open markets periodically, single ones when somebody asks, and those we hold until they are
 * resolved. What it learns goes to the database, into memory, and to the engine.
 */
public final class RegistrySync {

    private static final Logger log = LoggerFactory.getLogger(RegistrySync.class);
    private static final int MOST_WANTED = 10_000;

    private final GammaClient gamma;
    private final MarketStore store;
    private final TokenRegistry registry;
    private final EngineInbox inbox;
    private final BookFeed feed;
    private Set<TokenId> tracked = Set.of();
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Duration interval;
    private final int trackedTokens;
    private final TaskPulse pulse;
    private final Set<String> wantedConditions = new LinkedHashSet<>();
    private final Set<String> wantedTokens = new LinkedHashSet<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("registry").unstarted(this::run);
    private volatile boolean running = true;

    /**
     * Makes the sync; {@link #start} lets it run.
     *
     * @param feed told whose books are worth keeping before any leader trades them, and what ended
     * @param trackedTokens how many are kept, most liquid first
     */
    RegistrySync(
            GammaClient gamma,
            MarketStore store,
            TokenRegistry registry,
            EngineInbox inbox,
            BookFeed feed,
            InstantSource clock,
            EpochNanos nanos,
            Duration interval,
            int trackedTokens,
            TaskPulse pulse) {
        this.gamma = gamma;
        this.store = store;
        this.registry = registry;
        this.inbox = inbox;
        this.feed = feed;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.trackedTokens = trackedTokens;
        this.pulse = pulse;
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Stops it. */
    public void stop() {
        running = false;
        thread.interrupt();
    }

    /** Somebody needs this market now. Answers at once; beyond 10,000 open requests the periodic sync has to do. */
    public void wantCondition(String conditionId) {
        want(wantedConditions, conditionId);
    }

    /** Somebody needs this token's market now. */
    public void wantToken(TokenId tokenId) {
        want(wantedTokens, tokenId.toString());
    }

    private void want(Set<String> set, String key) {
        synchronized (set) {
            if (set.size() < MOST_WANTED && set.add(key)) {
                wanted.release();
            }
        }
    }

    private void run() {
        long allDue = System.nanoTime();
        Duration pause = Duration.ZERO;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                boolean asked = hasWanted() || wanted.tryAcquire(allDue - System.nanoTime(), TimeUnit.NANOSECONDS);
                wanted.drainPermits();
                if (allDue - System.nanoTime() <= 0) {
                    syncAll();
                    allDue = System.nanoTime() + interval.toNanos();
                } else if (asked) {
                    syncWanted();
                }
                pulse.succeeded();
                backoff.reset();
                pause = Duration.ZERO;
            } catch (IOException | RuntimeException e) {
                if (!running) {
                    return;
                }
                pause = backoff.next();
                if (e instanceof HttpStatusException status
                        && status.retryAfter().compareTo(pause) > 0) {
                    pause = status.retryAfter();
                }
                pulse.failed(e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What we hold comes first: it waits for its payout. */
    private void syncAll() throws IOException {
        gamma.byCondition(store.heldConditions(), this::learn);
        List<GammaMarket> open = new ArrayList<>();
        gamma.openMarkets(page -> {
            learn(page);
            open.addAll(page);
        });
        track(open.stream()
                .sorted(Comparator.comparing(GammaMarket::liquidity).reversed())
                .flatMap(RegistrySync::tradable)
                .limit(trackedTokens)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        int completed = store.completeTrades();
        log.info(
                "registry: {} open markets, {} tokens known, {} trades completed",
                open.size(),
                registry.size(),
                completed);
    }

    /** What was asked for; asked for again if that fails. New markets are tracked while there is room. */
    private void syncWanted() throws IOException {
        List<String> conditions = snapshot(wantedConditions);
        List<String> tokens = snapshot(wantedTokens);
        gamma.byCondition(conditions, page -> {
            learn(page);
            Set<TokenId> more = new LinkedHashSet<>(tracked);
            page.stream().flatMap(RegistrySync::tradable).forEach(more::add);
            if (more.size() <= trackedTokens && more.size() > tracked.size()) {
                track(more);
            }
        });
        gamma.byToken(tokens, this::learn);
        if (!tokens.isEmpty()) {
            store.completeTrades();
        }
        done(wantedConditions, conditions);
        done(wantedTokens, tokens);
    }

    private void track(Set<TokenId> tokens) {
        tracked = Set.copyOf(tokens);
        feed.track(tokens);
    }

    private static Stream<TokenId> tradable(GammaMarket item) {
        return item.market().outcomes().stream().filter(Instrument::tradable).map(Instrument::tokenId);
    }

    /** Keeps what is new or changed. */
    private void learn(List<GammaMarket> page) {
        List<Market> changed = page.stream()
                .map(GammaMarket::market)
                .filter(market -> registry.changes(market.outcomes()) || market.payoutMicros() != null)
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        MarketStore.Saved saved = store.save(changed, clock.instant());
        saved.alarms().forEach(RegistrySync::alarm);
        List<Market> stored = saved.stored();
        List<Instrument> instruments = registry.learn(
                stored.stream().flatMap(market -> market.outcomes().stream()).toList());
        if (!instruments.isEmpty()) {
            inbox.put(new EngineEvent.InstrumentsListed(nanos.now(), instruments));
            feed.end(instruments.stream()
                    .filter(instrument -> !instrument.tradable())
                    .map(Instrument::tokenId)
                    .toList());
        }
        stored.forEach(this::resolve);
    }

    private static void alarm(QuarantinedFact market) {
        log.error(
                "QUARANTINE: a market cannot be stored and is left out, all others go on: {} ({}). See quarantined_fact, identity {};"
                        + " mend the cause and set acknowledged_at, it is tried again at every sync",
                market.reason(),
                market.sqlState(),
                market.identity());
    }

    private void resolve(Market market) {
        List<Long> payouts = market.payoutMicros();
        if (payouts == null) {
            return;
        }
        Map<TokenId, Long> byToken = new HashMap<>();
        market.outcomes().forEach(outcome -> byToken.put(outcome.tokenId(), payouts.get(outcome.outcomeIndex())));
        inbox.put(new EngineEvent.MarketResolved(nanos.now(), market.conditionId(), byToken));
    }

    private boolean hasWanted() {
        return !snapshot(wantedConditions).isEmpty() || !snapshot(wantedTokens).isEmpty();
    }

    private static List<String> snapshot(Collection<String> set) {
        synchronized (set) {
            return List.copyOf(set);
        }
    }

    private static void done(Set<String> set, List<String> keys) {
        synchronized (set) {
            keys.forEach(set::remove);
        }
    }
}
