package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.feed.TestingFeeds;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Who is relied upon, in virtual time, with nodes over real HTTP. */
@Timeout(30)
class NodePoolTest {

    private final Node one = new Node();
    private final Node two = new Node();
    private long now;
    private final NodePool pool = new NodePool(List.of(one.node, two.node), 137, new Random(1), () -> now);

    NodePoolTest() throws IOException {}

    @AfterEach
    void stop() {
        one.server.close();
        two.server.close();
    }

    @Test
    void reliesOnNobodyBeforeItWasProbed() {
        assertThat(pool.pick(Set.of())).isNull();
        assertThatThrownBy(() -> pool.pickAny(Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no node can be relied upon")
                .hasMessageContaining("not connected yet");
    }

    @Test
    void picksAnotherThanThoseThatWereTried() throws IOException {
        pool.probe();
        assertThat(pool.pickAny(Set.of(one.node))).isSameAs(two.node);
        assertThat(pool.pickAny(Set.of(one.node, two.node)))
                .as("one of them rather than none")
                .isNotNull();
        assertThat(pool.pick(Set.of(one.node, two.node))).isNull();
    }

    @Test
    void leavesANodeThatIsBehindUntilItHasCaughtUp() {
        one.head = 50;
        two.head = 100;
        pool.probe();
        pool.probe();
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.DEMOTED);
        assertThat(one.node.record().detail()).isEqualTo("is 50 blocks behind");
        one.head = 99;
        pool.probe();
        assertThat(one.node.record().state()).as("not before its pause").isEqualTo(NodeRecord.State.DEMOTED);
        later(Duration.ofSeconds(5));
        pool.probe();
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.LIVE);
    }

    /** Of blocks that only one node tells of nobody knows whether they are there. */
    @Test
    void leavesANodeThatIsFarAheadOfAllOthers() throws IOException {
        Node three = new Node();
        NodePool ofThree = new NodePool(List.of(one.node, two.node, three.node), 137, new Random(1), () -> now);
        ofThree.probe();
        one.head = 1_100;
        ofThree.probe();
        assertThat(one.node.record().detail()).isEqualTo("is 1000 blocks ahead of all others");
        assertThat(two.node.record().state()).isEqualTo(NodeRecord.State.LIVE);
        assertThat(ofThree.agreedHead()).isEqualTo(100);
        three.server.close();
        assertThat(NodePool.agreed(List.of(7L, 9L, 8L))).isEqualTo(8);
        assertThat(NodePool.agreed(List.of())).isEqualTo(-1);
    }

    @Test
    void leavesANodeThatStandsStill() {
        pool.probe();
        two.head = 101;
        later(Duration.ofSeconds(61));
        pool.probe();
        assertThat(one.node.record().detail()).isEqualTo("stands still at block 100");
        assertThat(two.node.record().state()).isEqualTo(NodeRecord.State.LIVE);
    }

    @Test
    void leavesANodeOfAnotherChainEvenWhenItChangesLater() {
        pool.probe();
        one.chain = 1;
        pool.probe();
        assertThat(one.node.record().detail()).isEqualTo("is on chain 1, not 137");
    }

    @Test
    void leavesANodeThatFailsTwiceInARow() {
        pool.probe();
        pool.failed(one.node, new IOException("gone"));
        pool.answered(one.node);
        pool.failed(one.node, new IOException("gone"));
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.LIVE);
        pool.failed(one.node, new IOException("gone"));
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.DOWN);
        assertThat(pool.agreedHead()).isEqualTo(100);
    }

    @Test
    void asksTheOnlyNodeOnHoweverBadlyItAnswers() throws IOException {
        NodePool ofOne = new NodePool(List.of(one.node), 137, new Random(1), () -> now);
        ofOne.probe();
        for (int i = 0; i < 50; i++) {
            ofOne.failed(one.node, new IOException("gone"));
            assertThat(ofOne.pickAny(Set.of())).isSameAs(one.node);
            assertThat(ofOne.live()).containsExactly(one.node);
            assertThat(ofOne.agreedHead()).isEqualTo(100);
        }
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.DOWN);
        later(Duration.ofSeconds(1));
        assertThat(ofOne.due()).as("probed within a second").containsExactly(one.node);
        ofOne.answered(one.node);
        assertThat(one.node.record().state()).isEqualTo(NodeRecord.State.LIVE);
    }

    @Test
    void asksAllOnWhenItHasComeToAllOfThem() throws IOException {
        pool.probe();
        for (int i = 0; i < 20; i++) {
            pool.failed(one.node, new IOException("gone"));
        }
        assertThat(pool.live()).containsExactly(two.node);
        later(Duration.ofSeconds(1));
        assertThat(pool.due()).as("its pause is long while another answers").doesNotContain(one.node);
        pool.demote(two.node, NodeRecord.State.DEMOTED, "is 50 blocks behind");
        assertThat(pool.live()).containsExactlyInAnyOrder(one.node, two.node);
        assertThat(pool.pickAny(Set.of(two.node))).isSameAs(one.node);
        later(Duration.ofSeconds(1));
        assertThat(pool.due()).containsExactlyInAnyOrder(one.node, two.node);
    }

    /** Blocks of another chain are not better than none. */
    @Test
    void neverAsksANodeOfAnotherChain() {
        one.chain = 1;
        two.chain = 1;
        pool.probe();
        assertThat(pool.live()).isEmpty();
        assertThatThrownBy(() -> pool.pickAny(Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is on chain 1, not 137");
    }

    private void later(Duration passed) {
        now += passed.toNanos();
    }

    private static final class Node extends Dispatcher {
        private final MockWebServer server = new MockWebServer();
        private final RpcNode node;
        private volatile long head = 100;
        private volatile long chain = 137;

        Node() throws IOException {
            server.setDispatcher(this);
            server.start();
            node = new RpcNode(
                    server.url("/").uri(),
                    TestingFeeds.http(),
                    new JsonMapper(),
                    TestingFeeds.feed(),
                    new NodeRecord("http " + server.getPort(), NodeRecord.Transport.HTTP),
                    new RateBudget(10_000, System::nanoTime),
                    new RangeLimit(100),
                    InstantSource.system());
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            boolean chainAsked =
                    request.getBody() != null && request.getBody().utf8().contains("eth_chainId");
            return new MockResponse.Builder()
                    .body(
                            chainAsked
                                    ? "{\"result\":\"" + RpcJson.quantity(chain) + "\"}"
                                    : "{\"result\":{\"number\":\"" + RpcJson.quantity(head) + "\"}}")
                    .build();
        }
    }
}
