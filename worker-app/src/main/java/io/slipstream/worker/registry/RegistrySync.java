package io.slipstream.worker.registry;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.persistence.Market;
import io.slipstream.persistence.MarketStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
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
    private final Consumer<List<TokenId>> tracked;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Duration interval;
    private final int trackedTokens;
    private final Set<String> wantedConditions = new LinkedHashSet<>();
    private final Set<String> wantedTokens = new LinkedHashSet<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Semaphore wanted = new Semaphore(0);
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("registry").unstarted(this::run);
    private volatile boolean running = true;

    /**
     * Makes the sync; {@link #start} lets it run.
     *
     * @param tracked told of the tokens whose books are worth keeping before any leader trades them
     * @param trackedTokens how many, most liquid first
     */
    RegistrySync(
            GammaClient gamma,
            MarketStore store,
            TokenRegistry registry,
            EngineInbox inbox,
            Consumer<List<TokenId>> tracked,
            InstantSource clock,
            EpochNanos nanos,
            Duration interval,
            int trackedTokens) {
        this.gamma = gamma;
        this.store = store;
        this.registry = registry;
        this.inbox = inbox;
        this.tracked = tracked;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.trackedTokens = trackedTokens;
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Waits until all open markets were read once; false if that takes longer than the patience. */
    public boolean awaitFirst(Duration patience) throws InterruptedException {
        return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
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
        Duration untilAll = Duration.ZERO;
        while (running) {
            try {
                boolean asked = wanted.tryAcquire(untilAll.toMillis(), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
                if (asked) {
                    syncWanted();
                } else {
                    syncAll();
                    untilAll = interval;
                    first.countDown();
                }
                backoff.reset();
            } catch (IOException | RuntimeException e) {
                if (!running) {
                    return;
                }
                untilAll = backoff.next();
                log.warn("the registry could not be read: {}; again in {} ms", e.getMessage(), untilAll.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void syncAll() throws IOException {
        List<GammaMarket> open = new ArrayList<>();
        gamma.openMarkets(page -> {
            learn(page);
            open.addAll(page);
        });
        tracked.accept(open.stream()
                .sorted(Comparator.comparing(GammaMarket::liquidity).reversed())
                .flatMap(item -> item.market().outcomes().stream())
                .filter(Instrument::tradable)
                .map(Instrument::tokenId)
                .limit(trackedTokens)
                .toList());
        gamma.byCondition(store.heldConditions(), this::learn);
        int completed = store.completeTrades();
        log.info(
                "registry: {} open markets, {} tokens known, {} trades completed",
                open.size(),
                registry.size(),
                completed);
    }

    private void syncWanted() throws IOException {
        List<String> conditions = drain(wantedConditions);
        List<String> tokens = drain(wantedTokens);
        try {
            Consumer<List<GammaMarket>> learnAndTrack = page -> {
                learn(page);
                tracked.accept(page.stream()
                        .flatMap(item -> item.market().outcomes().stream())
                        .filter(Instrument::tradable)
                        .map(Instrument::tokenId)
                        .toList());
            };
            gamma.byCondition(conditions, learnAndTrack::accept);
            gamma.byToken(tokens, learnAndTrack::accept);
            if (!tokens.isEmpty()) {
                store.completeTrades();
            }
        } catch (IOException e) {
            conditions.forEach(this::wantCondition);
            tokens.forEach(token -> want(wantedTokens, token));
            throw e;
        }
    }

    private void learn(List<GammaMarket> page) {
        List<Market> markets = page.stream().map(GammaMarket::market).toList();
        store.save(markets, clock.instant());
        List<Instrument> changed = registry.learn(
                markets.stream().flatMap(market -> market.outcomes().stream()).toList());
        if (!changed.isEmpty()) {
            inbox.put(new EngineEvent.InstrumentsListed(nanos.now(), changed));
        }
        markets.forEach(this::resolve);
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

    private static List<String> drain(Collection<String> set) {
        synchronized (set) {
            List<String> taken = List.copyOf(set);
            set.clear();
            return taken;
        }
    }
}
