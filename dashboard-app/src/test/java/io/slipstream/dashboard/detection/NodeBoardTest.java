package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.DetectionRows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node is at fault, and which row is too old to say so; and the long reads, which go stale in the same way. */
@Timeout(60)
class NodeBoardTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private DetectionRows rows;
    private NodeBoards boards;
    private CatchUps catchUps;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        rows = new DetectionRows(new Trading(database));
        boards = new NodeBoards(JdbcClient.create(database), clock);
        catchUps = new CatchUps(JdbcClient.create(database), clock);
    }

    @Test
    void knowsNothingBeforeTheFirstReport() {
        NodeBoard board = boards.current();
        assertThat(board.nodes()).isEmpty();
        assertThat(board.workerSilent()).isFalse();
        assertThat(board.lastReportAt()).isEmpty();
        assertThat(board.head()).isEmpty();
        assertThat(catchUps.underWay()).isEmpty();
    }

    @Test
    void putsNodesAtFaultFirstAndTellsWhatIsKnownOfEach() {
        rows.node("a", "ws", "LIVE", "", NOW);
        rows.node("b", "http", "DEMOTED", "lacked a fill", NOW);
        rows.silentNode("c", NOW);

        NodeBoard board = boards.current();

        assertThat(board.nodes()).extracting(Node::endpoint).containsExactly("c", "b", "a");
        assertThat(board.atFault()).extracting(Node::endpoint).containsExactly("c", "b");
        assertThat(board.live()).isEqualTo(1);
        assertThat(board.head()).contains(79_120_441L);
        assertThat(board.nodes().getFirst()).satisfies(node -> {
            assertThat(node.headBlock()).isNull();
            assertThat(node.lagP50Ms()).isNull();
            assertThat(node.lastContentAt()).isNull();
        });
        assertThat(board.nodes().get(1))
                .isEqualTo(new Node(
                        "b",
                        "http",
                        Node.State.DEMOTED,
                        "lacked a fill",
                        79_120_441L,
                        31L,
                        1_204,
                        3_310,
                        7,
                        0,
                        new BigDecimal("212.400"),
                        new BigDecimal("1804.250"),
                        500L,
                        new BigDecimal("25.500"),
                        NOW.minusSeconds(2),
                        NOW));
    }

    @Test
    void believesNoRowOlderThanFifteenSeconds() {
        rows.node("a", "ws", "DOWN", "", NOW.minusSeconds(16));
        rows.node("b", "ws", "LIVE", "", NOW.minusSeconds(15));

        NodeBoard board = boards.current();

        assertThat(board.nodes())
                .filteredOn(board::stale)
                .extracting(Node::endpoint)
                .containsExactly("a");
        assertThat(board.atFault()).isEmpty();
        assertThat(board.staleNodes()).isEqualTo(1);
        assertThat(board.workerSilent()).isFalse();

        rows.node("b", "ws", "LIVE", "", NOW.minusSeconds(20));
        assertThat(boards.current().workerSilent()).isTrue();
        assertThat(boards.current().head()).isEmpty();
        assertThat(boards.current().lastReportAt()).contains(NOW.minusSeconds(16));
    }

    @Test
    void tellsHowFarALongReadIsAndHowLongItTakes() {
        rows.catchUp("history", 4_312, "412.5", NOW);
        rows.catchUp("stuck", 1_000, "0", NOW.minusSeconds(16));

        assertThat(catchUps.underWay()).hasSize(2);
        CatchUp stuck = catchUps.underWay().getFirst();
        CatchUp history = catchUps.underWay().getLast();

        assertThat(history.done()).isEqualTo(3_312);
        assertThat(history.left()).isEqualTo(4_688);
        assertThat(history.percent()).isEqualTo(41);
        assertThat(history.remaining()).isEqualTo(Duration.ofSeconds(12));
        assertThat(history.stale()).isFalse();
        assertThat(stuck.percent()).isZero();
        assertThat(stuck.remaining()).isNull();
        assertThat(stuck.stale()).isTrue();
    }

    @Test
    void staysWithinItsBoundsWhateverTheWorkerWrites() {
        CatchUp before = new CatchUp("a", 1, 1_000, 0, 9_000, BigDecimal.ONE, NOW, NOW, false);
        CatchUp after = new CatchUp("b", 1, 1_000, 9_001, 9_000, BigDecimal.ONE, NOW, NOW, false);
        CatchUp empty = new CatchUp("c", 1, 1_000, 1_000, 999, BigDecimal.ONE, NOW, NOW, false);

        assertThat(before.percent()).isZero();
        assertThat(after.percent()).isEqualTo(100);
        assertThat(after.left()).isZero();
        assertThat(empty.percent()).isEqualTo(100);
    }
}
