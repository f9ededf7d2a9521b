package io.slipstream.dashboard.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is measured, and what is not. */
@Timeout(60)
class LatenciesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private Latencies latencies;
    private UUID leader;
    private Token token;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        trading.partitionsFor(NOW);
        leader = trading.leader("whale");
        token = trading.market("Will it rain?", "Yes");
        latencies = new Latencies(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void leavesUnmeasuredWhatHasNoTimes() {
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(1)).seenAfter(null).skipped("STALE_BOOK", "too old"));

        assertThat(latencies.detection()).isEqualTo(new Latency(0, null, null, null));
        assertThat(latencies.placement()).isEqualTo(new Latency(0, null, null, null));
    }

    @Test
    void givesThePercentilesOfTheLastHourOnly() {
        for (int i = 1; i <= 101; i++) {
            trading.fill(Fill.of(leader, token, NOW.minusSeconds(i))
                    .seenAfter(Duration.ofMillis(1_000 + i * 10L))
                    .traded("FILLED", "1", Duration.ofMillis(i), "copied"));
        }
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(3_601))
                .seenAfter(Duration.ofMinutes(9))
                .traded("FILLED", "1", Duration.ofMinutes(9), "long ago"));

        Latency detection = latencies.detection();
        Latency placement = latencies.placement();

        assertThat(detection.samples()).isEqualTo(101);
        assertThat(detection.p50Millis()).isEqualByComparingTo("1510");
        assertThat(detection.p95Millis()).isEqualByComparingTo("1960");
        assertThat(detection.p99Millis()).isEqualByComparingTo("2000");
        assertThat(placement.samples()).isEqualTo(101);
        assertThat(placement.p50Millis()).isEqualByComparingTo("51");
        assertThat(placement.p95Millis()).isEqualByComparingTo("96");
        assertThat(placement.p99Millis()).isEqualByComparingTo("100");
    }
}
