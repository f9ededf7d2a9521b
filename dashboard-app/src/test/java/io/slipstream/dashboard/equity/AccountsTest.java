package io.slipstream.dashboard.equity;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the account tiles are made of. */
@Timeout(60)
class AccountsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private Accounts accounts;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        trading.partitionsFor(NOW);
        accounts = new Accounts(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void knowsNothingBeforeTheFirstValuation() {
        assertThat(accounts.latest()).isEmpty();
    }

    @Test
    void countsTodayFromTheFirstPointOfTheUtcDay() {
        trading.equity(Instant.parse("2026-11-21T23:59:59Z"), "9000");
        trading.equity(Instant.parse("2026-11-22T00:00:03Z"), "10000.10");
        trading.equity(Instant.parse("2026-11-22T11:59:58Z"), "10012.345678");

        Account account = accounts.latest().orElseThrow();

        assertThat(account.at()).isEqualTo("2026-11-22T11:59:58Z");
        assertThat(account.equityUsdc()).isEqualByComparingTo("10012.345678");
        assertThat(account.dayStartAt()).isEqualTo("2026-11-22T00:00:03Z");
        assertThat(account.todayUsdc()).isEqualByComparingTo("12.245678");
        assertThat(account.cashUsdc().add(account.positionsUsdc())).isEqualByComparingTo(account.equityUsdc());
        assertThat(account.realizedUsdc()).isEqualByComparingTo("31.5");
        assertThat(account.unrealizedUsdc()).isEqualByComparingTo("-4.25");
        assertThat(account.feesUsdc()).isEqualByComparingTo("1.875");
        assertThat(account.unmarked()).isEqualTo(1);
    }

    @Test
    void hasNoResultForADayWithoutAPoint() {
        trading.equity(Instant.parse("2026-11-21T23:59:59Z"), "9000");

        assertThat(accounts.latest().orElseThrow().todayUsdc()).isNull();
    }
}
