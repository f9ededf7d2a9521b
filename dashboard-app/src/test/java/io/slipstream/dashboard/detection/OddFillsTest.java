package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.DetectionRows;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What does not add up: fills of one source, fills taken back, logs rejected, tokens moved, contracts unknown. */
@Timeout(60)
class OddFillsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private JdbcClient jdbc;
    private Trading trading;
    private DetectionRows rows;
    private UUID leader;
    private Token token;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        trading = new Trading(database);
        trading.partitionsFor(NOW);
        rows = new DetectionRows(trading);
        leader = trading.leader("whale");
        token = trading.market("Will it rain?", "Yes");
    }

    @Test
    void showsOnlyOpenFillsOfOneSourceTheNewestFirst() {
        OneSidedFills oneSided = new OneSidedFills(jdbc);
        assertThat(oneSided.newest()).isEmpty();
        assertThat(oneSided.open().words()).isEqualTo("0");
        UUID resolved = fill("CONFIRMED");
        rows.oneSided(resolved, "polygon", NOW, NOW);
        for (int i = 0; i < OneSidedFills.SHOWN + 2; i++) {
            rows.oneSided(fill("CONFIRMED"), i == 0 ? "data_api" : "polygon", NOW.minusSeconds(i), null);
        }

        assertThat(oneSided.open().words()).isEqualTo("22");
        assertThat(oneSided.newest())
                .hasSize(OneSidedFills.SHOWN)
                .noneMatch(fill -> fill.id().equals(resolved))
                .isSortedAccordingTo((a, b) -> b.reportedAt().compareTo(a.reportedAt()));
        assertThat(oneSided.newest().getFirst()).satisfies(fill -> {
            assertThat(fill.chainSilent()).isTrue();
            assertThat(fill.leader()).isEqualTo("whale");
            assertThat(fill.title()).isEqualTo("Will it rain?");
            assertThat(fill.outcome()).isEqualTo("Yes");
        });
        assertThat(oneSided.newest().getLast().chainSilent()).isFalse();
    }

    @Test
    void tellsWhatFollowedFromFillsThatTheChainTookBack() {
        InvalidatedFills invalidated = new InvalidatedFills(jdbc);
        assertThat(invalidated.newest()).isEmpty();
        assertThat(invalidated.total()).isEqualTo(new InvalidatedTotal(0, 0, 0));
        fill("CONFIRMED");
        fill("PROVISIONAL");
        UUID harmless = fill("INVALIDATED");
        UUID copied = fill("INVALIDATED");
        rows.causeInvalidated(copied, NOW);
        trading.jdbc()
                .sql(
                        "INSERT INTO execution_fill VALUES (gen_random_uuid(), ?, 1, 30, 0.5, 0.02, 'MAKER', now(), now())")
                .param(copied)
                .update();

        assertThat(invalidated.total()).isEqualTo(new InvalidatedTotal(2, 1, 2));
        assertThat(invalidated.newest()).extracting(InvalidatedFill::id).containsExactly(copied, harmless);
        assertThat(invalidated.newest().getFirst()).satisfies(fill -> {
            assertThat(fill.attempts()).isEqualTo(1);
            assertThat(fill.executions()).isEqualTo(2);
            assertThat(fill.executedShares()).isEqualByComparingTo("40");
        });
        assertThat(invalidated.newest().getLast().executions()).isZero();
        assertThat(invalidated.newest().getLast().executedShares()).isNull();
    }

    @Test
    void countsRejectedLogsOfADayAndCutsTheirPayload() {
        RejectedLogs rejected = new RejectedLogs(jdbc, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(rejected.newest()).isEmpty();
        rows.rejected("rpc-a", "yesterday's", "{}", NOW.minus(Duration.ofHours(25)));
        rows.rejected("rpc-b", "wrong maker", "x".repeat(100_000), NOW.minusSeconds(5));

        assertThat(rejected.ofTheLastDay().words()).isEqualTo("1");
        assertThat(rejected.newest()).extracting(RejectedLog::reason).containsExactly("wrong maker", "yesterday's");
        assertThat(rejected.newest().getFirst().excerpt()).hasSize(160);
        assertThat(rejected.newest().getFirst().digest()).hasSize(64);
    }

    @Test
    void saysThatACountEndsAtItsBound() {
        assertThat(new BoundedCount(10_000, 10_000).words()).isEqualTo("10,000");
        assertThat(new BoundedCount(10_001, 10_000).words()).isEqualTo("more than 10,000");
        assertThat(new InvalidatedTotal(1_001, 0, 0).words()).isEqualTo("more than 1,000");
    }

    @Test
    void showsTheNewestInventoryEventsOverAllLeaders() {
        InventoryEvents inventory = new InventoryEvents(jdbc);
        assertThat(inventory.newest()).isEmpty();
        UUID other = trading.leader("");
        for (int i = 0; i < InventoryEvents.SHOWN; i++) {
            rows.inventory(i % 2 == 0 ? leader : other, "SPLIT", token.id(), "10", 1_000 + i, NOW);
        }
        rows.inventory(other, "UNKNOWN", new BigDecimal("7"), "-0.000001", 2_000, NOW);

        assertThat(inventory.newest())
                .hasSize(InventoryEvents.SHOWN)
                .isSortedAccordingTo((a, b) -> Long.compare(b.blockNumber(), a.blockNumber()));
        assertThat(inventory.newest().getFirst()).satisfies(event -> {
            assertThat(event.kind()).isEqualTo(InventoryEvent.Kind.UNKNOWN);
            assertThat(event.leader()).startsWith("0x");
            assertThat(event.tokenId()).isEqualTo("7");
            assertThat(event.title()).isNull();
            assertThat(event.shares()).isEqualByComparingTo("-0.000001");
        });
        assertThat(inventory.newest().get(1).title()).isEqualTo("Will it rain?");
    }

    @Test
    void showsAlarmsThatNobodyAcknowledgedWithTheLeadersLabel() {
        ContractDrifts drifts = new ContractDrifts(jdbc);
        assertThat(drifts.open()).isEmpty();
        String address = trading.jdbc()
                .sql("SELECT address FROM leader")
                .query(String.class)
                .single();
        rows.drift("0xc1", "settled", address, NOW, NOW);
        rows.drift("0xc2", "moved tokens", address.toUpperCase(Locale.ROOT).replace("0X", "0x"), NOW, null);
        rows.drift("0xc3", "moved collateral", "0xnobody", NOW.minusSeconds(9), null);

        assertThat(drifts.open()).extracting(ContractDrift::contract).containsExactly("0xc2", "0xc3");
        assertThat(drifts.open()).extracting(ContractDrift::exampleLeader).containsExactly("whale", "0xnobody");
        assertThat(new DetectionAlarms(jdbc).current()).isEqualTo(new DetectionAlarm(0, 2, 0));
    }

    private UUID fill(String state) {
        Fill fill = Fill.of(leader, token, NOW.minusSeconds(60)).state(state);
        trading.fill(fill);
        return fill.id();
    }
}
