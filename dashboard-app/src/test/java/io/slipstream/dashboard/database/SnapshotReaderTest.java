package io.slipstream.dashboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.dashboard.database.DatabaseOutage.Kind;
import io.slipstream.dashboard.fixture.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What counts as an outage, since when, and what is a fault of ours. */
@Timeout(60)
class SnapshotReaderTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final SnapshotReader reader = new SnapshotReader(new DataSourceTransactionManager(database), clock);

    @Test
    void remembersSinceWhenUntilTheSameThingIsReadAgain() {
        assertThat(read("overview", "SELECT 1 FROM nothing_here"))
                .isEqualTo(new Reading.Unavailable<>(new DatabaseOutage(Kind.SCHEMA_MISSING, START)));
        pass();
        assertThat(read("curve", "SELECT 1")).isEqualTo(new Reading.Available<>(1));
        assertThat(read("overview", "SELECT 1 FROM nothing_here"))
                .isEqualTo(new Reading.Unavailable<>(new DatabaseOutage(Kind.SCHEMA_MISSING, START)));
        assertThat(read("overview", "SELECT 1")).isEqualTo(new Reading.Available<>(1));
        assertThat(read("overview", "SELECT 1 FROM nothing_here"))
                .isEqualTo(new Reading.Unavailable<>(new DatabaseOutage(Kind.SCHEMA_MISSING, now.get())));
    }

    @Test
    void callsAQueryThatIsCutOffAnOverload() {
        assertThat(reader.read("overview", () -> {
                    jdbc.sql("SET LOCAL statement_timeout = 50").update();
                    return jdbc.sql("SELECT 1 FROM pg_sleep(20)")
                            .query(Integer.class)
                            .single();
                }))
                .isEqualTo(new Reading.Unavailable<>(new DatabaseOutage(Kind.OVERLOADED, START)));
    }

    @Test
    void throwsOnWhatIsAFaultOfOurs() {
        assertThatThrownBy(() -> read("overview", "SELEKT 1")).isInstanceOf(BadSqlGrammarException.class);
    }

    @Test
    void cannotWrite() {
        assertThatThrownBy(() -> reader.read(
                        "overview", () -> jdbc.sql("DELETE FROM feed_health").update()))
                .hasMessageContaining("read-only transaction");
    }

    private Reading<Integer> read(String what, String sql) {
        return reader.read(what, () -> jdbc.sql(sql).query(Integer.class).single());
    }

    private void pass() {
        now.updateAndGet(at -> at.plus(Duration.ofSeconds(2)));
    }
}
