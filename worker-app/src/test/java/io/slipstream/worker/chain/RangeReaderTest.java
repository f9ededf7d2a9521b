package io.slipstream.worker.chain;

import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.TestingNodes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ranges read from nodes that refuse, leave out, lie, fail, or know less than another. */
@Timeout(60)
class RangeReaderTest {

    private static final List<LogFilter> ANY =
            List.of(LogFilter.of(Set.of(new Address("0x" + "e1".repeat(20))), Set.of("0xaa"), 0, null));
    private static final long HEAD = 10_000;

    private final StandInNode node;
    private final StandInNode other;

    RangeReaderTest() throws IOException {
        node = new StandInNode(HEAD);
        other = new StandInNode(HEAD);
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    @Test
    void asksForFewerBlocksWhenANodeRefusesWithAStatusAndABody() throws Exception {
        logsIn(node, 1, 400, 3);
        node.refusesBeyond(10);
        assertThat(read(alone(2_000), 1, 400)).isEqualTo(every(1, 400, 3));
        assertThat(node.widths().stream().filter(width -> width > 10).count())
                .as("each width is refused a few times at most")
                .isLessThan(100);
    }

    @Test
    void asksForFewerBlocksWhenThereAreTooManyResults() throws Exception {
        logsIn(node, 1, 1_000, 1);
        node.refusesMoreThan(50);
        assertThat(read(alone(2_000), 1, 1_000)).isEqualTo(every(1, 1_000, 1));
    }

    /** A node answers wide ranges with nothing and no error: narrow ones tell, and it is not asked for so many again. */
    @Test
    void doesNotBelieveAWideEmptyAnswer() throws Exception {
        logsIn(node, 700, 700, 1);
        node.answersEmptyBeyond(100);
        assertThat(read(alone(1_000), 1, 1_000)).containsExactly(700L);
        long asked = node.widths().size();
        assertThat(read(alone(1_000), 1, 1_000)).containsExactly(700L);
        assertThat(node.widths().size()).isGreaterThan((int) asked);
    }

    @Test
    void believesAnEmptyAnswerThatNarrowOnesConfirm() throws Exception {
        assertThat(read(alone(1_000), 1, 1_000)).isEmpty();
        assertThat(node.widths()).hasSize(1 + Math.ceilDiv(1_000, 64)).startsWith(1_000L, 64L);
    }

    @Test
    void readsFromAnotherNodeWhatOneFailsToAnswer() throws Exception {
        logsIn(node, 1, 2_000, 5);
        logsIn(other, 1, 2_000, 5);
        node.fails(1_000);
        assertThat(read(TestingNodes.pool(100, node.url(), other.url()), 1, 2_000))
                .isEqualTo(every(1, 2_000, 5));
    }

    @Test
    void waitsForANodeThatComesBack() throws Exception {
        logsIn(node, 1, 50, 5);
        node.fails(1);
        assertThat(read(alone(100), 1, 50)).isEqualTo(every(1, 50, 5));
    }

    @Test
    void saysWhyWhenNobodyAnswers() {
        node.fails(1_000);
        assertThatThrownBy(() -> read(alone(100), 1, 50))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("502");
    }

    /** What is known of a block has to be in the answer; another node has it. */
    @Test
    void asksAnotherNodeWhenAnAnswerLacksWhatIsKnown() throws Exception {
        logsIn(node, 1, 50, 1);
        logsIn(other, 1, 50, 1);
        node.leavesOut(42);
        KnownLogs known = new KnownLogs();
        known.add(knownIn42());
        for (int i = 0; i < 5; i++) {
            NodePool pool = TestingNodes.pool(100, node.url(), other.url());
            assertThat(read(pool, 1, 50, known.of(Set.of(LEADER)))).isEqualTo(every(1, 50, 1));
        }
    }

    /** Two answers agree that it is gone: a reorg took it. */
    @Test
    void believesThatAKnownLogIsGoneWhenToldTwice() throws Exception {
        logsIn(node, 1, 50, 1);
        node.leavesOut(42);
        KnownLogs known = new KnownLogs();
        known.add(knownIn42());
        assertThat(read(alone(100), 1, 50, known.of(Set.of(LEADER)))).hasSize(49);
        assertThat(node.widths()).hasSize(2);
        assertThat(read(alone(100), 1, 50, known.of(Set.of(LEADER)))).hasSize(49);
        assertThat(node.widths()).as("and it is known no more").hasSize(3);
    }

    /** A node that lags answers for blocks it does not have, with nothing and without an error. */
    @Test
    void doesNotAskANodeForBlocksItDoesNotHave() throws Exception {
        logsIn(node, 1, 100, 1);
        logsIn(other, 1, 100, 1);
        node.isAt(90);
        assertThat(read(TestingNodes.pool(100, node.url(), other.url()), 1, 100))
                .isEqualTo(every(1, 100, 1));
    }

    @Test
    void doesNotAskANodeOfAnotherChain() throws Exception {
        logsIn(other, 1, 100, 1);
        node.isOnChain(1);
        NodePool pool = TestingNodes.pool(10, node.url(), other.url());
        assertThat(read(pool, 1, 100)).isEqualTo(every(1, 100, 1));
        assertThat(node.widths()).isEmpty();
        assertThat(pool.nodes().getFirst().record().state()).isEqualTo(NodeRecord.State.DEMOTED);
    }

    /** Pieces come in order and without gaps, whatever two nodes do meanwhile. */
    @Test
    void handsOverEveryBlockOnceAndInOrder() throws Exception {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            try (StandInNode one = new StandInNode(HEAD);
                    StandInNode two = new StandInNode(HEAD)) {
                long[] blocks = LongStream.rangeClosed(1, 3_000)
                        .filter(_ -> random.nextInt(40) == 0)
                        .toArray();
                for (long block : blocks) {
                    one.logIn(block);
                    two.logIn(block);
                }
                one.refusesBeyond(30 + random.nextInt(500));
                two.refusesMoreThan(5 + random.nextInt(20));
                two.answersEmptyBeyond(65 + random.nextInt(500));
                one.fails(random.nextInt(4));
                NodePool pool = TestingNodes.pool(2_000, one.url(), two.url());
                assertThat(read(pool, 1, 3_000))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(LongStream.of(blocks).boxed().toList());
            }
        }
    }

    /** What is known of others than those who are asked for says nothing of an answer. */
    @Test
    void expectsOnlyTheLogsOfThoseWhoAreAskedFor() throws Exception {
        KnownLogs known = new KnownLogs();
        known.add(knownIn42());
        assertThat(read(alone(100), 1, 50, known.of(Set.of()))).isEmpty();
        assertThat(node.widths()).hasSize(1);
    }

    private static LeaderFill knownIn42() {
        return moved(inTransaction(fill(0, Side.BUY, "1", "0.5"), "0xt42", "0xo"), 42, "0xb42", 0);
    }

    private NodePool alone(int range) {
        return TestingNodes.pool(range, node.url());
    }

    private static List<Long> read(NodePool pool, long from, long to) throws Exception {
        return read(pool, from, to, RangeReader.Expectation.NONE);
    }

    private static List<Long> read(NodePool pool, long from, long to, RangeReader.Expectation expected)
            throws Exception {
        List<Long> blocks = new ArrayList<>();
        long[] next = {from};
        try (RangeReader reader = new RangeReader(pool, new Random(1), Duration.ofMillis(1))) {
            reader.read(ANY, from, to, Set.of(), expected, piece -> {
                assertThat(piece.from()).isEqualTo(next[0]);
                next[0] = piece.to() + 1;
                piece.logs().stream().map(RawLog::block).sorted().forEach(blocks::add);
            });
        }
        assertThat(next[0]).isEqualTo(to + 1);
        return blocks;
    }

    private static void logsIn(StandInNode node, long from, long to, int step) {
        every(from, to, step).forEach(node::logIn);
    }

    private static List<Long> every(long from, long to, int step) {
        return LongStream.rangeClosed(from, to)
                .filter(block -> block % step == 0)
                .boxed()
                .toList();
    }
}
