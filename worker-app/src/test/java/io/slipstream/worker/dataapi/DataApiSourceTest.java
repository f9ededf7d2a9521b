package io.slipstream.worker.dataapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.persistence.LeaderStore.Leader;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.feed.TestingFeeds;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leader's rows read over real HTTP from a server that pages, fails and refuses. */
@Timeout(30)
class DataApiSourceTest {

    private static final Address LEADER = new Address("0x" + "aa".repeat(20));
    private static final long NOW = TestingEngine.NOW.getEpochSecond();

    private final MockWebServer server = new MockWebServer();
    private final Api api = new Api();
    private final List<LeaderFill> fills = new CopyOnWriteArrayList<>();
    private final List<Long> readUpTo = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(api);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForPassiveFillsTooAndCountsEqualRows() {
        api.rowAt(NOW - 5, 3);
        run(NOW - 60, () -> !fills.isEmpty());
        assertThat(fills).hasSize(3).extracting(LeaderFill::dedupeKey).doesNotHaveDuplicates();
        assertThat(api.asked.getFirst()).contains("/trades").contains("takerOnly=false");
        assertThat(readUpTo).contains(NOW);
    }

    /** A window that fills a page is halved until each part fits: no offset, so that nothing is skipped or repeated. */
    @Test
    void readsWhatDoesNotFitIntoAPageInHalves() {
        for (int second = 0; second < 64; second++) {
            api.rowAt(NOW - second, 10);
        }
        api.tradesDown = true; // /activity is the place with the small pages
        run(NOW - 60, () -> readUpTo.contains(NOW));
        assertThat(fills).hasSize(640).extracting(LeaderFill::dedupeKey).doesNotHaveDuplicates();
        assertThat(api.asked.stream().filter(url -> url.contains("/activity"))).hasSizeGreaterThan(2);
    }

    @Test
    void readsTheOtherPlaceWhereOneDoesNotAnswer() {
        api.tradesDown = true;
        api.rowAt(NOW - 5, 1);
        run(NOW - 60, () -> !fills.isEmpty());
        assertThat(api.asked.getLast()).contains("/activity").contains("type=TRADE");
    }

    @Test
    void triesAgainAfterARefusal() {
        api.refusals.set(4);
        api.rowAt(NOW - 5, 1);
        run(NOW - 60, () -> !fills.isEmpty());
        assertThat(fills).hasSize(1);
    }

    /** The same row is the same fill at every reading, and the identity does not depend on the place it is read from. */
    @Test
    void givesARowTheSameIdentityEverywhere() {
        api.rowAt(NOW - 5, 1);
        run(NOW - 60, () -> !fills.isEmpty());
        api.tradesDown = true;
        run(NOW - 60, () -> fills.size() > 1);
        assertThat(fills.stream().map(LeaderFill::dedupeKey).distinct()).hasSize(1);
    }

    private void run(long from, Callable<Boolean> until) {
        FollowedLeaders followed = new FollowedLeaders();
        followed.take(List.of(new Leader(new UUID(1, 1), LEADER, "", null, true, false, 1)));
        DataApiSource source = new DataApiSource(
                server.url("/").uri(),
                TestingFeeds.http(),
                TestingFeeds.feed(),
                followed,
                (_, read, upTo) -> {
                    fills.addAll(read);
                    readUpTo.add(upTo);
                },
                () -> TestingEngine.NOW,
                new TestingEngine().nanos(),
                Duration.ofHours(1),
                new RateBudget(1_000, System::nanoTime),
                new SimpleMeterRegistry().counter("rejected"),
                Map.of(LEADER, from));
        source.start();
        await().atMost(Duration.ofSeconds(20)).until(until);
        source.stop();
    }

    private static final class Api extends Dispatcher {
        private final List<Long> rows = new ArrayList<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean tradesDown;

        void rowAt(long second, int times) {
            for (int i = 0; i < times; i++) {
                rows.add(second);
            }
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            HttpUrl url = Objects.requireNonNull(request.getUrl());
            asked.add(url.toString());
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return new MockResponse.Builder().code(429).build();
            }
            if (tradesDown && url.encodedPath().equals("/trades")) {
                return new MockResponse.Builder().code(503).build();
            }
            long start = Long.parseLong(Objects.requireNonNull(url.queryParameter("start")));
            long end = Long.parseLong(Objects.requireNonNull(url.queryParameter("end")));
            int limit = Integer.parseInt(Objects.requireNonNull(url.queryParameter("limit")));
            return new MockResponse.Builder()
                    .body(rows.stream()
                            .filter(second -> second >= start && second <= end)
                            .limit(limit)
                            .map(Api::row)
                            .collect(Collectors.joining(",", "[", "]")))
                    .build();
        }

        private static String row(long second) {
            return """
                    {"proxyWallet":"%s","side":"BUY","asset":"77","conditionId":"0x%s","size":12.5,"price":0.4,"timestamp":%d,\
                    "transactionHash":"0xt%d","slug":"will-it"}""".formatted(LEADER, "cc".repeat(32), second, second);
        }
    }
}
