package io.slipstream.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.execution.Latency;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.execution.SettlementRisk;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.core.venue.TradingHalt;
import io.slipstream.persistence.Retention;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsReaderTest {

    private static final String ALICE = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    private final Map<String, Object> flags = new LinkedHashMap<>(Map.of(
            "LEADERS", ALICE + ":alice, 0x" + "bb".repeat(20),
            "POLYGON_WS_URL", "wss://one.example/key,wss://two.example",
            "POLYGON_HTTP_URL", "https://one.example/key"));

    @Test
    void defaultsToTheVenueOfToday() {
        WorkerSettings settings = read();
        assertThat(settings.leaders().trigger()).isEqualTo(Choices.TriggerMode.POLYGON);
        assertThat(settings.marketData().mode()).isEqualTo(Choices.BookstoreMode.WS_SNAPSHOT);
        assertThat(settings.marketData().socketUrl())
                .isEqualTo(URI.create("wss://ws-subscriptions-clob.polymarket.com/ws/market"));
        assertThat(settings.marketData().clobUrl()).isEqualTo(URI.create("https://clob.polymarket.com"));
        assertThat(settings.registry().gammaUrl()).isEqualTo(URI.create("https://gamma-api.polymarket.com"));
        assertThat(settings.registry().syncInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.polygon().exchanges()).isEqualTo(ExchangeContract.venue());
        assertThat(settings.polygon().chainId()).isEqualTo(137);
        assertThat(settings.engine().sourceToleranceNanos()).isZero();
        assertThat(settings.polygon().startBlock()).isNull();
        assertThat(settings.engine().policy().ratioMicros()).isEqualTo(Micros.parse("0.1"));
        assertThat(settings.calibration()).isFalse();
        assertThat(settings.whenTaken()).isEqualTo(Choices.WhenTaken.END);
        assertThat(settings.retention())
                .isEqualTo(new Retention.Kept(
                        Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90)));
        assertThat(settings.tape()).isEqualTo(new TapeSettings(null, Duration.ofDays(3), 10_240L << 20, 1_024L << 20));
    }

    @Test
    void keepsATapeWhereItIsTold() {
        flags.put("TAPE_DIR", "var/tape");
        flags.put("TAPE_RETENTION_HOURS", "5");
        flags.put("TAPE_BUDGET_MB", "100");
        flags.put("TAPE_RESERVE_MB", "0");
        assertThat(read().tape())
                .isEqualTo(new TapeSettings(Path.of("var/tape").toAbsolutePath(), Duration.ofHours(5), 100L << 20, 0));
    }

    @Test
    void replacesTheTableOfExchanges() {
        flags.put("EXCHANGES", "old:0x" + "e1".repeat(20) + ":v1:5:9, new:0x" + "e2".repeat(20) + ":v2");
        assertThat(read().polygon().exchanges())
                .containsExactly(
                        new ExchangeContract("old", new Address("0x" + "e1".repeat(20)), EventLayout.V1, 5, 9),
                        new ExchangeContract("new", new Address("0x" + "e2".repeat(20)), EventLayout.V2));
    }

    @Test
    void movesAnExchangeOfTheTable() {
        flags.put("POLY_EXCHANGE_CTF", "0x" + "e2".repeat(20));
        assertThat(read().polygon().exchanges())
                .contains(new ExchangeContract("ctf-v2", new Address("0x" + "e2".repeat(20)), EventLayout.V2))
                .hasSize(5);
    }

    @Test
    void listensToBothSourcesWithATolerance() {
        flags.put("TRIGGER_MODE", "both");
        flags.put("SOURCE_TOLERANCE_MS", "5000");
        assertThat(read().engine().sourceToleranceNanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void readsListsAndLabels() {
        WorkerSettings settings = read();
        assertThat(settings.leaders().labels())
                .containsEntry(new Address(ALICE), "alice")
                .containsEntry(new Address("0x" + "bb".repeat(20)), "")
                .hasSize(2);
        assertThat(settings.polygon().wsUrls()).hasSize(2);
    }

    @Test
    void readsWhatIsSet() {
        flags.put("COPY_RATIO", "0.25");
        flags.put("BOOKSTORE_MODE", "rest");
        flags.put("START_BLOCK", "123");
        flags.put("REGISTRY_SYNC_INTERVAL_MS", "5000");
        flags.put("CALIBRATION", "on");
        flags.put("WORKER_LOCK", "wait");
        flags.put("RAW_RETENTION_DAYS", "5");
        flags.put("EQUITY_EVERY_POINT_DAYS", "2");
        flags.put("EQUITY_BY_MINUTE_DAYS", "3");
        flags.put("HEALED_GAP_RETENTION_DAYS", "4");
        WorkerSettings settings = read();
        assertThat(settings.calibration()).isTrue();
        assertThat(settings.whenTaken()).isEqualTo(Choices.WhenTaken.WAIT);
        assertThat(settings.retention())
                .isEqualTo(new Retention.Kept(
                        Duration.ofDays(5), Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4)));
        assertThat(settings.engine().policy().ratioMicros()).isEqualTo(250_000);
        assertThat(settings.marketData().mode()).isEqualTo(Choices.BookstoreMode.REST);
        assertThat(settings.polygon().startBlock()).isEqualTo(123);
        assertThat(settings.registry().syncInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void copiesWithAnotherTimeInForce() {
        assertThat(read().engine().policy().timeInForce()).isEqualTo(TimeInForce.GTC);
        flags.put("COPY_TIME_IN_FORCE", "FAK");
        assertThat(read().engine().policy().timeInForce()).isEqualTo(TimeInForce.FAK);
    }

    /** The venue refuses what expires within three minutes of its arrival: every order would be. */
    @Test
    void wantsATimeToLiveThatTheVenueTakes() {
        flags.put("COPY_TIME_IN_FORCE", "GTD");
        flags.put("ORDER_TTL_MS", "180149");
        assertThatThrownBy(this::read)
                .hasMessageContaining("ORDER_TTL_MS=180149")
                .hasMessageContaining("at least 180150");
        flags.put("ORDER_TTL_MS", "180150");
        assertThat(read().engine().policy().timeInForce()).isEqualTo(TimeInForce.GTD);
    }

    @Test
    void readsWhenTheVenueHalts() {
        flags.put("PAPER_HALTS", "disabled@2026-12-01T12:00:00Z/2026-12-01T12:00:02Z");
        long from = 1_796_126_400L * 1_000_000_000;
        assertThat(read().engine().paper().halts())
                .containsExactly(new TradingHalt(Circumstances.Mode.DISABLED, from, from + 2_000_000_000L));
    }

    @Test
    void drawsLatenciesFromSamples(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("samples"), "120\n\n 80.5 \n");
        flags.put("PAPER_SUBMIT_LATENCY_MS", "150.25");
        flags.put("PAPER_CANCEL_LATENCY_MS", "90, 70,80");
        flags.put("PAPER_RESPONSE_LATENCY_MS", "@" + file);
        flags.put("PAPER_SEED", "7");
        PaperConditions paper = read().engine().paper();
        assertThat(paper.submit()).isEqualTo(new Latency.Constant(150_250_000));
        assertThat(paper.cancel()).isEqualTo(new Latency.Empirical(List.of(70_000_000L, 80_000_000L, 90_000_000L), 8));
        assertThat(paper.response()).isEqualTo(new Latency.Empirical(List.of(80_500_000L, 120_000_000L), 9));
    }

    @Test
    void saysWhatIsWrongWithAFileOfSamples(@TempDir Path directory) throws IOException {
        for (String lines : List.of("", "1\n-2\n", "1\n\u0000\n", "1\n".repeat(10_001), "1e999999999")) {
            flags.put("PAPER_SUBMIT_LATENCY_MS", "@" + Files.writeString(directory.resolve("samples"), lines));
            assertThatThrownBy(this::read)
                    .hasMessageContaining("PAPER_SUBMIT_LATENCY_MS=@")
                    .hasMessageContaining("a file of 1 to 10000 lines");
        }
        flags.put("PAPER_SUBMIT_LATENCY_MS", "@" + directory.resolve("nothing"));
        assertThatThrownBy(this::read).hasMessageContaining("the file cannot be read");
    }

    @Test
    void letsNoTradeFailUnlessItIsToldTo() {
        assertThat(read().engine().paper().settlement().failureMillionths()).isZero();
        flags.put("PAPER_SETTLEMENT_FAILURE", "0.002");
        flags.put("PAPER_SETTLEMENT_DELAY_MS", "1500");
        flags.put("PAPER_SEED", "9");
        assertThat(read().engine().paper().settlement()).isEqualTo(new SettlementRisk(2_000, 1_500_000_000L, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXECUTION_MODE|live|set paper",
                "EXECUTION_MODE|prod|set one of paper, live",
                "TRIGGER_MODE|mempool|set one of data_api, polygon, both",
                "BOOKSTORE_MODE|ws+|set one of rest, ws, ws+snapshot",
                "POLYGON_WS_URL|https://x.example|ws:// or wss://",
                "POLYGON_HTTP_URL|ws://x.example|http:// or https://",
                "CLOB_HTTP_URL|clob|http:// or https://",
                "CLOB_MARKET_WS_URL|http://x|ws:// or wss://",
                "GAMMA_URL|ftp://x|http:// or https://",
                "DATA_API_URL|:|http:// or https://",
                "POLY_EXCHANGE_CTF|0x12|40 hex digits",
                "POLY_EXCHANGE_NEGRISK|abc|40 hex digits",
                "LEADERS|alice|40 hex digits",
                "LEADERS|A|40 hex digits",
                "LEADERS|0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92267|checksum is wrong",
                "POLY_EXCHANGE_CTF|0xE111180000d2663C0091e4f400237545B87B996b|checksum is wrong",
                "REGISTRY_SYNC_INTERVAL_MS|1m|whole number from 1000",
                "REGISTRY_SYNC_INTERVAL_MS|1|whole number from 1000",
                "COPY_RATIO|0|number from 0.000001",
                "COPY_RATIO|ten|number from 0.000001",
                "COPY_TIME_IN_FORCE|ioc|set one of gtc, gtd, fok, fak",
                "PAPER_HALTS|closed@2026-12-01T12:00:00Z/2026-12-01T12:00:02Z|cancel-only or disabled",
                "PAPER_HALTS|disabled@2026-12-01T12:00:00Z/2026-12-01T12:00:00Z|beginning and end",
                "PAPER_HALTS|disabled@noon/2026-12-01T12:00:00Z|beginning and end",
                "PAPER_SUBMIT_LATENCY_MS|60001|milliseconds from 0 to 60000",
                "PAPER_CANCEL_LATENCY_MS|1,,2|milliseconds from 0 to 60000",
                "PAPER_RESPONSE_LATENCY_MS|5,-1|milliseconds from 0 to 60000",
                "PAPER_RESPONSE_LATENCY_MS|0.0000001|at most six decimals",
                "PAPER_SEED|x|whole number from 0",
                "PAPER_SETTLEMENT_FAILURE|1.1|number from 0 to 1",
                "PAPER_SETTLEMENT_DELAY_MS|-1|whole number from 0",
                "START_BLOCK|-1|whole number from 0",
                "TAPE_DIR|pom.xml|set a directory",
                "TAPE_RETENTION_HOURS|0|whole number from 1",
                "TAPE_BUDGET_MB|10G|whole number from 16",
                "TAPE_RESERVE_MB|-5|whole number from 0"
            })
    void saysWhatToSet(String name, String value, String message) {
        flags.put(name, value);
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(name + "=" + value)
                .hasMessageContaining(message);
    }

    /** Whatever is wrong with an address, the key in it is not shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider.example/v2/markedkey",
                "ftp://provider.example/v2/markedkey",
                "ftp://provider.example?key=markedkey",
                "ftp://user:markedkey@provider.example",
                "user:markedkey@provider.example/x",
                "https:provider.example/markedkey",
                "https:///markedkey",
                "https://provider.example /v2/markedkey",
                "https://provider example/markedkey#markedkey"
            })
    void showsNoKeyOfAnAddressThatIsWrong(String url) {
        flags.put("POLYGON_HTTP_URL", url);
        assertThatThrownBy(this::read)
                .hasMessageContaining("POLYGON_HTTP_URL=")
                .message()
                .doesNotContain("markedkey");
    }

    @Test
    void readsLeadersFromAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("leaders.txt");
        Files.writeString(file, """
                # whom we follow
                %s:alice   # the first
                0x%s

                0x%s:carol,0x%s
                """.formatted(ALICE, "bb".repeat(20), "cc".repeat(20), "dd".repeat(20)));
        flags.put("LEADERS", "@" + file);
        assertThat(read().leaders().labels().values()).containsExactlyInAnyOrder("alice", "", "carol", "");
        Files.writeString(file, "0x12\n" + ALICE);
        assertThatThrownBy(this::read).hasMessageContaining("LEADERS=0x12 (line 1 of " + file + ")");
        Files.writeString(file, "# nobody yet\n");
        assertThatThrownBy(this::read).hasMessageContaining("name at least one wallet");
        flags.put("LEADERS", "@" + directory.resolve("none"));
        assertThatThrownBy(this::read).hasMessageContaining("cannot be read").hasMessageContaining("none");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        flags.clear();
        flags.put("COPY_RATIO", "x");
        assertThatThrownBy(this::read)
                .hasMessageContaining("LEADERS is not set")
                .hasMessageContaining("POLYGON_HTTP_URL is not set")
                .hasMessageContaining("POLYGON_WS_URL is not set")
                .hasMessageContaining("COPY_RATIO=x")
                .hasMessageContaining("4 problems");
    }

    private WorkerSettings read() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", flags));
        return SettingsReader.read(environment);
    }
}
