package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.sim.SimConfig;
import io.slipstream.sim.Simulator;
import io.slipstream.worker.e2e.SimClient;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.MarketDataSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A market socket that is cut, stalls, goes half dead, loses, doubles, reorders and litters its frames, and books over HTTP
 * that come late, old, in part or not at all: no wrong book is called fresh for longer than a resync takes, and once it is
 * quiet every book is the simulator's. {@code -Dchaos.seed=} repeats a run's faults.
 */
class MarketChaosIT {

    private static final Logger log = LoggerFactory.getLogger(MarketChaosIT.class);
    private static final Duration CHAOS = Duration.ofSeconds(25);
    private static final Duration RESYNC_PERIOD = Duration.ofSeconds(3);
    private static final int LONGEST_FAULT_MILLIS = 3_000;
    /** A period, the longest time that nothing can be asked or answered in it, and as long again for the machine. */
    private static final Duration RESYNC = RESYNC_PERIOD.plusMillis(2 * LONGEST_FAULT_MILLIS);

    private static final int HEDGED = 6;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<TokenId, Instant> wrongSince = new HashMap<>();
    private Duration longestWrong = Duration.ZERO;
    private Duration longestWrongTop = Duration.ZERO;
    private final Map<TokenId, Instant> wrongTopSince = new HashMap<>();
    private final List<Duration> spells = new ArrayList<>();
    private final List<Duration> topSpells = new ArrayList<>();
    private int fresh;
    private int right;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void callsNoWrongBookFreshForLongerThanAResyncAndIsRightOnceItIsQuiet() throws Exception {
        log.info("chaos seed {}", seed);
        try (Simulator simulator =
                Simulator.start(SimConfig.defaults().withSpeed(5).withPort(0))) {
            SimClient sim = new SimClient(simulator.port());
            List<List<TokenId>> markets = markets(sim);
            List<TokenId> tokens = markets.stream().flatMap(List::stream).toList();
            try (KeptBooks books = new KeptBooks(settings(sim), markets)) {
                books.feed().track(tokens);
                tokens.stream().limit(HEDGED).forEach(token -> books.feed().ordered(token, true));
                await().atMost(Duration.ofSeconds(30)).until(() -> sample(sim, books, tokens) == 0);
                wrongSince.clear();
                disturb(sim, books, tokens);
                sim.fault("{\"kind\":\"reset\"}");
                sim.pause();
                await().atMost(Duration.ofSeconds(40)).until(() -> sample(sim, books, tokens) == 0);
                log.info(
                        "seed {}: {} looks at fresh books, {} right at once; longest wrong {} ms, with a wrong top {} ms; {}",
                        seed,
                        fresh,
                        right,
                        longestWrong.toMillis(),
                        longestWrongTop.toMillis(),
                        books.integrity());
                assertThat(longestWrong)
                        .as("seed %d: a wrong book was called fresh", seed)
                        .isLessThan(RESYNC);
                assertThat(right).as("looks at books that were right").isGreaterThan(5_000);
                assertThat(books.integrity().topMismatches())
                        .as("the chaos did something")
                        .isPositive();
                assertThat(books.integrity().failovers())
                        .as("a standby took over")
                        .isPositive();
            }
        }
    }

    /**
     * Connections that live and tell nothing of some of their tokens, from the subscription on or from some moment on: what is called
     * fresh is right again soon, and tokens are moved to where they are told of.
     */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void callsNoBookFreshForLongOfWhichItsConnectionTellsNothing() throws Exception {
        log.info("chaos seed {}", seed);
        try (Simulator simulator =
                Simulator.start(SimConfig.defaults().withSpeed(5).withPort(0))) {
            SimClient sim = new SimClient(simulator.port());
            List<List<TokenId>> markets = markets(sim);
            List<TokenId> tokens = markets.stream().flatMap(List::stream).toList();
            try (KeptBooks books = new KeptBooks(rarelyComparing(sim), markets)) {
                sim.fault(market("silent-tokens", "all", ",\"percent\":15,\"seed\":" + random.nextInt(1_000)));
                books.feed().track(tokens);
                Instant end = books.now().plus(CHAOS.multipliedBy(2));
                Instant next = books.now().plusSeconds(12);
                while (books.now().isBefore(end)) {
                    if (books.now().isAfter(next)) { // others stop from now on
                        next = books.now().plusSeconds(12);
                        sim.fault(market("silent-tokens", "all", ",\"percent\":15,\"seed\":" + random.nextInt(1_000)));
                    }
                    sample(sim, books, tokens);
                    TimeUnit.MILLISECONDS.sleep(40); // the fault is in real time
                }
                wrongSince.forEach((_, since) -> spells.add(Duration.between(since, books.now())));
                sim.fault("{\"kind\":\"reset\"}");
                List<Duration> all =
                        spells.stream().filter(Duration::isPositive).sorted().toList();
                log.info(
                        "seed {}: {} looks at fresh books, {} right at once; {} spells of a wrong one for more than one look: "
                                + "p50 {}, p90 {}, p99 {}, longest {} ms; {}; {}",
                        seed,
                        fresh,
                        right,
                        all.size(),
                        percentile(all, 50).toMillis(),
                        percentile(all, 90).toMillis(),
                        percentile(all, 99).toMillis(),
                        percentile(all, 100).toMillis(),
                        books.findings(),
                        books.integrity());
                assertThat(books.findings()).as("the fault did something").contains("moved");
                sim.pause();
                await().atMost(Duration.ofSeconds(40)).until(() -> sample(sim, books, tokens) == 0);
            }
        }
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    /** A connection that answers PING and pushes nothing any more is found by what the books show, and made anew. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void makesAConnectionAnewThatHasGoneDeaf() throws Exception {
        try (Simulator simulator =
                Simulator.start(SimConfig.defaults().withSpeed(5).withPort(0))) {
            SimClient sim = new SimClient(simulator.port());
            List<List<TokenId>> markets = markets(sim);
            List<TokenId> tokens = markets.stream().flatMap(List::stream).toList();
            try (KeptBooks books = new KeptBooks(settings(sim), markets)) {
                books.feed().track(tokens);
                await().atMost(Duration.ofSeconds(30)).until(() -> sample(sim, books, tokens) == 0);
                sim.fault(market("silent-sockets", "oldest", ""));
                assertThat(sim.faults()).hasSize(1);
                await("the silent connection is gone, and the fault with it")
                        .atMost(Duration.ofSeconds(45))
                        .until(() -> sim.faults().isEmpty());
                sim.pause();
                await().atMost(Duration.ofSeconds(30)).until(() -> sample(sim, books, tokens) == 0);
            }
        }
    }

    private void disturb(SimClient sim, KeptBooks books, List<TokenId> tokens) throws InterruptedException {
        Instant end = books.now().plus(CHAOS);
        Instant next = books.now();
        while (books.now().isBefore(end)) {
            if (!books.now().isBefore(next)) {
                next = books.now().plusMillis(300 + random.nextInt(700));
                String fault = fault();
                log.info("seed {}: {}", seed, fault);
                sim.fault(fault);
            }
            sample(sim, books, tokens);
            TimeUnit.MILLISECONDS.sleep(40); // the chaos is in real time
        }
    }

    private String fault() {
        int millis = 500 + random.nextInt(LONGEST_FAULT_MILLIS - 500);
        int percent = 5 + random.nextInt(40);
        String which = List.of("all", "oldest", "newest").get(random.nextInt(3));
        List<String> faults = List.of(
                market("drop-sockets", which, ""),
                market("stall", which, ",\"millis\":" + millis),
                market("silent-sockets", which, ",\"millis\":" + millis),
                market("lose-frames", which, ",\"percent\":%d,\"millis\":%d".formatted(percent, millis)),
                market("lose-frames", which, ",\"percent\":%d,\"millis\":%d".formatted(percent, millis)),
                market("duplicate-frames", which, ",\"percent\":%d,\"millis\":%d".formatted(percent, millis)),
                market("reorder-frames", which, ",\"percent\":%d,\"millis\":%d".formatted(percent, millis)),
                market("garbage-frames", which, ",\"percent\":2,\"millis\":" + millis / 4),
                clob("delay-answers", ",\"minMillis\":50,\"maxMillis\":1500,\"millis\":" + millis),
                clob("stale-books", ",\"millisOld\":4000,\"percent\":50,\"millis\":" + millis),
                clob("partial-books", ",\"percent\":40,\"millis\":" + millis),
                clob("http-error", ",\"status\":502,\"count\":3"),
                clob("http-error", ",\"status\":429,\"count\":2,\"retryAfterSeconds\":1"));
        return faults.get(random.nextInt(faults.size()));
    }

    private static String market(String kind, String connections, String more) {
        return "{\"kind\":\"%s\",\"feed\":\"market\",\"connections\":\"%s\"%s}".formatted(kind, connections, more);
    }

    private static String clob(String kind, String more) {
        return "{\"kind\":\"%s\",\"feed\":\"clob\"%s}".formatted(kind, more);
    }

    /** Holds all books against the truth of the same moment; tells how many are not fresh and right. */
    private int sample(SimClient sim, KeptBooks books, List<TokenId> tokens) {
        Map<TokenId, KeptBooks.Seen> before = books.look(tokens);
        Map<TokenId, KeptBooks.Seen> truth = truth(sim);
        Map<TokenId, KeptBooks.Seen> after = books.look(tokens);
        int amiss = 0;
        for (Map.Entry<TokenId, KeptBooks.Seen> open : truth.entrySet()) {
            TokenId token = open.getKey();
            KeptBooks.Seen mine = after.get(token);
            KeptBooks.Seen justBefore = before.get(token);
            if (mine == null || justBefore == null) {
                continue; // listed since
            }
            boolean isFresh = mine.freshness() == Freshness.FRESH;
            boolean isRight = sameBook(mine, open.getValue()) || sameBook(justBefore, open.getValue());
            boolean topIsRight = isRight || sameTop(mine, open.getValue());
            fresh += isFresh ? 1 : 0;
            right += isFresh && isRight ? 1 : 0;
            amiss += isFresh && isRight ? 0 : 1;
            longestWrong = longer(longestWrong, wrongSince, spells, token, isFresh && !isRight, books.now());
            longestWrongTop =
                    longer(longestWrongTop, wrongTopSince, topSpells, token, isFresh && !topIsRight, books.now());
        }
        return amiss;
    }

    private static Duration longer(
            Duration longest,
            Map<TokenId, Instant> since,
            List<Duration> ended,
            TokenId token,
            boolean wrong,
            Instant now) {
        if (!wrong) {
            Instant began = since.remove(token);
            if (began != null) {
                ended.add(Duration.between(began, now));
            }
            return longest;
        }
        Duration lasts = Duration.between(since.computeIfAbsent(token, _ -> now), now);
        return lasts.compareTo(longest) > 0 ? lasts : longest;
    }

    private static boolean sameBook(KeptBooks.Seen mine, KeptBooks.Seen truth) {
        return mine.bids().equals(truth.bids()) && mine.asks().equals(truth.asks());
    }

    private static boolean sameTop(KeptBooks.Seen mine, KeptBooks.Seen truth) {
        return best(mine.bids(), true) == best(truth.bids(), true)
                && best(mine.asks(), false) == best(truth.asks(), false);
    }

    private static int best(Map<Integer, Long> levels, boolean highest) {
        return levels.keySet().stream()
                .mapToInt(price -> highest ? price : -price)
                .max()
                .orElse(-1);
    }

    private static List<List<TokenId>> markets(SimClient sim) {
        Map<String, List<TokenId>> markets = new LinkedHashMap<>();
        for (JsonNode book : sim.books().path("books")) {
            markets.computeIfAbsent(book.path("conditionId").asString(), _ -> new ArrayList<>())
                    .add(TokenId.of(book.path("tokenId").asString()));
        }
        return List.copyOf(markets.values());
    }

    private static Map<TokenId, KeptBooks.Seen> truth(SimClient sim) {
        Map<TokenId, KeptBooks.Seen> books = new TreeMap<>();
        for (JsonNode book : sim.books().path("books")) {
            if (book.path("status").asString().equals("OPEN")) {
                books.put(
                        TokenId.of(book.path("tokenId").asString()),
                        new KeptBooks.Seen(Freshness.FRESH, levels(book.path("bids")), levels(book.path("asks"))));
            }
        }
        return books;
    }

    private static Map<Integer, Long> levels(JsonNode side) {
        Map<Integer, Long> levels = new TreeMap<>();
        side.forEach(level -> levels.put(
                Price.parse(level.path("price").asString()),
                Micros.parse(level.path("size").asString())));
        return levels;
    }

    private static MarketDataSettings settings(SimClient sim) {
        return settings(sim, RESYNC_PERIOD);
    }

    /** As a worker does by default: what is found is not found by the comparison in turn. */
    private static MarketDataSettings rarelyComparing(SimClient sim) {
        return settings(sim, Duration.ofSeconds(90));
    }

    private static MarketDataSettings settings(SimClient sim, Duration resyncPeriod) {
        return new MarketDataSettings(
                BookstoreMode.WS_SNAPSHOT,
                URI.create(sim.base().replace("http", "ws") + "/ws/market"),
                URI.create(sim.base() + "/clob"),
                30,
                resyncPeriod,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                1_000);
    }
}
