package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.RpcNode;
import io.slipstream.worker.node.TestingNodes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which blocks are final when nodes lag, fork, fail and differ. */
@Timeout(60)
class FinalityTest {

    private final StandInNode one = node();
    private final StandInNode two = node();
    private final StandInNode three = node();

    FinalityTest() throws IOException {}

    @AfterEach
    void stop() {
        List.of(one, two, three).forEach(StandInNode::close);
    }

    @Test
    void believesWhatTwoNodesReach() throws Exception {
        one.callsFinal(900);
        two.callsFinal(880);
        three.callsFinal(870);
        NodePool pool = TestingNodes.pool(100, one.url(), two.url(), three.url());
        Finality finality = new Finality(pool);
        assertThat(finality.ask()).isEqualTo(new Finality.Reach(1_000, 880));
        assertThat(finality.without(880)).containsExactly(pool.nodes().get(2));
        assertThat(finality.without(881)).hasSize(3);
    }

    /** A node that was cut off has other blocks at heights that are final for everybody else. */
    @Test
    void tellsANodeApartThatWasCutOff() throws Exception {
        one.isForkedFrom(895);
        NodePool pool = TestingNodes.pool(100, one.url(), two.url(), three.url());
        Finality finality = new Finality(pool);
        assertThat(finality.ask().finalized()).isEqualTo(900);
        RpcNode forked = pool.nodes().getFirst();
        assertThat(finality.without(900)).containsExactly(forked);
        assertThatThrownBy(() -> finality.certain(new RangeReader.Piece(890, 900, List.of(), forked)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody confirms");
        one.isForkedFrom(Long.MAX_VALUE);
        finality.ask();
        assertThat(finality.without(900)).as("it is back").isEmpty();
    }

    /** Of two that differ nobody knows which is right: what was final before stays so, and no more is. */
    @Test
    void waitsWhenTwoDiffer() throws Exception {
        NodePool pool = TestingNodes.pool(100, one.url(), two.url());
        Finality finality = new Finality(pool);
        one.callsFinal(890);
        assertThat(finality.ask().finalized()).isEqualTo(890);
        one.callsFinal(900);
        one.isForkedFrom(895);
        assertThat(finality.ask()).isEqualTo(new Finality.Reach(1_000, 890));
        assertThat(finality.without(890)).isEmpty();
        assertThat(finality.without(900)).hasSize(2);
    }

    @Test
    void believesTheOnlyOne() throws Exception {
        Finality finality = new Finality(TestingNodes.pool(100, one.url()));
        assertThat(finality.ask().finalized()).isEqualTo(900);
        assertThat(finality.without(900)).isEmpty();
    }

    @Test
    void countsBackWhereTheTagIsNotKnown() throws Exception {
        one.callsFinal(-1);
        Finality finality = new Finality(TestingNodes.pool(100, one.url()));
        assertThat(finality.ask()).isEqualTo(new Finality.Reach(1_000, 936));
    }

    /** With more nodes than are asked at once, everybody has his turn. */
    @Test
    void asksEveryNodeInTurn() throws Exception {
        try (StandInNode four = node();
                StandInNode five = node()) {
            NodePool pool = TestingNodes.pool(100, one.url(), two.url(), three.url(), four.url(), five.url());
            Finality finality = new Finality(pool);
            for (int turn = 0; turn < 5; turn++) {
                finality.ask();
            }
            assertThat(finality.without(900)).isEqualTo(Set.of());
        }
    }

    private static StandInNode node() throws IOException {
        StandInNode node = new StandInNode(1_000);
        node.callsFinal(900);
        return node;
    }
}
