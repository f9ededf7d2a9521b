package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.DetectionRows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the second reading comes to. */
@Timeout(60)
class ProofTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private DetectionRows rows;
    private Proofs proofs;
    private DetectionAlarms alarms;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        rows = new DetectionRows(trading);
        proofs = new Proofs(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
        alarms = new DetectionAlarms(JdbcClient.create(database));
    }

    @Test
    void isNotCheckedBeforeTheFirstReading() {
        assertThat(proofs.current().state()).isEqualTo(Proof.State.UNCHECKED);
        trading.leader("whale");

        Proof proof = proofs.current();

        assertThat(proof.state()).isEqualTo(Proof.State.UNCHECKED);
        assertThat(proof.total().unchecked()).isEqualTo(1);
        assertThat(proof.total().worstLagMs()).isNull();
        assertThat(proof.lastReading()).isNull();
        assertThat(proof.leaders())
                .singleElement()
                .satisfies(leader -> assertThat(leader.missed()).isNull());
    }

    @Test
    void addsUpAllLeadersAndNamesTheLatestCheck() {
        rows.completeness(trading.leader("whale"), 79_120_400, 100, 0, 0, 3, NOW);
        rows.completeness(trading.leader(""), 79_120_360, 20, 0, 0, 1, NOW);
        rows.check(79_120_300, "rpc-a", NOW.minusSeconds(90));
        rows.check(79_120_400, "rpc-b", NOW.minusSeconds(30));

        Proof proof = proofs.current();

        assertThat(proof.state()).isEqualTo(Proof.State.COMPLETE);
        assertThat(proof.total())
                .isEqualTo(new TotalProof(2, 0, 79_000_000L, 79_120_400L, 120, 0, 0, 0, 4, 4_000L, 0, 0, 0, 0));
        assertThat(proof.lastReading())
                .isEqualTo(new SecondReading(79_120_301, 79_120_400, "rpc-b", 12, 0, 0, 0, NOW.minusSeconds(30)));
        assertThat(proof.leaders()).extracting(proof::blocksBehind).containsExactly(40L, 0L);
        assertThat(proof.leaders().getFirst().leader()).startsWith("0x");
        assertThat(alarms.current()).isEqualTo(new DetectionAlarm(0, 0, 0));
    }

    @Test
    void isOverdueWhenTheLastCheckIsLongAgo() {
        rows.completeness(trading.leader("whale"), 79_120_400, 100, 0, 0, 3, NOW);
        rows.check(79_120_400, "rpc-b", NOW.minus(Proof.LONGEST_WITHOUT_CHECK));
        assertThat(proofs.current().state()).isEqualTo(Proof.State.COMPLETE);

        trading.jdbc()
                .sql("UPDATE completeness_check SET checked_at = checked_at - interval '1 s'")
                .update();
        assertThat(proofs.current().state()).isEqualTo(Proof.State.OVERDUE);
    }

    @Test
    void putsLeadersWithAGapFirstAndListsIt() {
        UUID whale = trading.leader("whale");
        UUID sweeper = trading.leader("sweeper");
        trading.leader("newcomer");
        rows.completeness(whale, 79_120_400, 100, 0, 1, 0, NOW);
        rows.check(79_120_400, "rpc-b", NOW);
        rows.gap(whale, "0xnew", "EXTRA", NOW);
        assertThat(proofs.current().state()).isEqualTo(Proof.State.EXTRA);

        rows.completeness(sweeper, 79_120_400, 100, 2, 0, 0, NOW);
        rows.gap(sweeper, "0xold", "MISSED", NOW.minusSeconds(100));
        Proof proof = proofs.current();

        assertThat(proof.state()).isEqualTo(Proof.State.MISSED);
        assertThat(proof.leaders()).extracting(LeaderProof::leader).containsExactly("sweeper", "whale", "newcomer");
        assertThat(proof.gaps()).extracting(Gap::txHash).containsExactly("0xnew", "0xold");
        assertThat(proof.gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.EXTRA, Gap.Kind.MISSED);
        assertThat(alarms.current().openGaps()).isEqualTo(2);
    }

    /** What was found stays on record, and is no alarm any more once it is put right. */
    @Test
    void isCompleteAgainOnceWhatWasFoundIsPutRight() {
        UUID whale = trading.leader("whale");
        rows.completeness(whale, 79_120_400, 100, 1, 0, 0, NOW);
        rows.check(79_120_400, "rpc-b", NOW);
        rows.gap(whale, "0xother", "DIFFERENT", NOW.minusSeconds(100));
        assertThat(proofs.current().state()).isEqualTo(Proof.State.DIFFERENT);

        rows.healed(NOW);

        Proof proof = proofs.current();
        assertThat(proof.state()).isEqualTo(Proof.State.COMPLETE);
        assertThat(proof.total().missed()).isEqualTo(1);
        assertThat(proof.total().healed()).isEqualTo(1);
        assertThat(proof.gaps()).extracting(Gap::healedAt).containsExactly(NOW);
        assertThat(alarms.current()).isEqualTo(new DetectionAlarm(0, 0, 0));
    }

    @Test
    void keepsTheProofOfALeaderWhoIsNoLongerFollowedButDoesNotWaitForHim() {
        UUID gone = trading.leader("gone");
        trading.leader("never checked");
        rows.completeness(gone, 79_120_400, 100, 0, 0, 0, NOW);
        trading.jdbc().sql("UPDATE leader SET enabled = FALSE").update();

        Proof proof = proofs.current();

        assertThat(proof.leaders()).extracting(LeaderProof::leader).containsExactly("gone");
        assertThat(proof.total().unchecked()).isZero();
    }
}
