package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With 5,000 books, some of them found wrong, the page must look up only the markets that it shows. */
@Timeout(60)
class BooksPlansTest {

    private static JdbcClient jdbc;

    @BeforeAll
    static void fillTheTables() {
        DataSource database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        JdbcClient write = new Trading(database).jdbc();
        write.sql("""
                        INSERT INTO market_registry
                        SELECT '0xc' || n, 'm' || n, 'Will it rain on day ' || n || '?', '', NULL, TRUE, TRUE, FALSE, FALSE, now()
                        FROM generate_series(1, 30000) n""").update();
        write.sql("""
                        INSERT INTO market_token
                        SELECT n + 7e75, '0xc' || n, 'Yes', 0, 0.01, 5, 0, 0, TRUE, FALSE, NULL, now()
                        FROM generate_series(1, 30000) n""").update();
        write.sql("""
                        INSERT INTO book_health
                        SELECT 6 * n + 7e75, (ARRAY['FRESH', 'FRESH', 'FRESH', 'SOFT_STALE', 'HARD_STALE', 'UNTRUSTED'])[1 + n % 6],
                               1, 12345, 0, 0, 0, CASE WHEN n % 20 = 0 THEN n % 97 ELSE 0 END, 0,
                               CASE WHEN n % 20 = 0 THEN 1 - round(n % 97 / 12345.0, 6) ELSE 1 END, now()
                        FROM generate_series(1, 5000) n""").update();
        write.sql("ANALYZE").update();
    }

    @Test
    void findsTheWorstBooksByTheIndexOfTheirScoreAndTheirMarketsByKey() {
        plan(KeptBooks.WORST, Map.of("shown", KeptBooks.SHOWN))
                .anyMatch(line -> line.contains("Index Scan using book_health_worst"))
                .anyMatch(line -> line.contains("market_token_pkey"))
                .anyMatch(line -> line.contains("market_registry_pkey"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void addsUpAllBooksInOnePass() {
        plan(BookTotals.TOTAL, Map.of())
                .filteredOn(line -> line.contains("Scan"))
                .singleElement()
                .asString()
                .contains("Seq Scan on book_health");
    }

    private static ListAssert<String> plan(String sql, Map<String, Integer> parameters) {
        List<String> plan = Rows.all(
                jdbc.sql("EXPLAIN (ANALYZE, BUFFERS) " + sql).params(parameters).query(String.class));
        return assertThat(plan).as(String.join("\n", plan));
    }
}
