package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeadChainTest {

    private final HeadChain chain = new HeadChain();
    private final NodeRecord one = new NodeRecord("one", NodeRecord.Transport.WS);
    private final NodeRecord two = new NodeRecord("two", NodeRecord.Transport.WS);
    private final NodeRecord three = new NodeRecord("three", NodeRecord.Transport.WS);

    @Test
    void growsWithoutOrphans() {
        assertThat(push(one, 1, "a", "z").orphaned()).isEmpty();
        assertThat(push(one, 2, "b", "a").orphaned()).isEmpty();
        assertThat(push(two, 2, "b", "a").orphaned()).isEmpty();
        assertThat(chain.hashAt(2)).isEqualTo("b");
        assertThat(chain.timeOf("b")).isEqualTo(1_002);
        assertThat(chain.timeOf("nobody told")).isNull();
    }

    /** A node alone replaces its blocks: at once, though the new branch is no longer than the old one. */
    @Test
    void believesTheOnlyNodeAtOnce() {
        line(one, "abcd");
        HeadChain.Change change = push(one, 3, "C", "b");
        assertThat(change.orphaned()).containsExactlyInAnyOrder("c", "d");
        assertThat(push(one, 4, "D", "C").orphaned()).isEmpty();
        assertThat(chain.hashes()).containsExactly("a", "b", "C", "D");
    }

    @Test
    void staysOnTheBranchOfMostNodesHoweverLongTheOtherIs() {
        line(one, "abc");
        line(two, "abc");
        line(three, "ab");
        assertThat(push(three, 3, "C", "b").orphaned()).isEmpty();
        assertThat(push(three, 4, "D", "C").orphaned()).isEmpty();
        assertThat(chain.hashAt(3)).isEqualTo("c");
        push(one, 3, "C", "b");
        assertThat(chain.hashAt(3)).as("two of three have changed sides").isEqualTo("C");
    }

    @Test
    void takesTheLongerOfTwoBranchesThatAsManyAreOn() {
        line(one, "abc");
        line(two, "ab");
        assertThat(push(two, 3, "C", "b").orphaned()).isEmpty();
        assertThat(push(two, 4, "D", "C").orphaned()).containsExactly("c");
        assertThat(push(one, 4, "d", "c").orphaned()).isEmpty();
        assertThat(push(one, 5, "e", "d").orphaned()).containsExactlyInAnyOrder("C", "D");
    }

    @Test
    void doesNotListenToANodeThatLeft() {
        line(one, "abc");
        line(two, "abc");
        chain.left(one);
        assertThat(push(two, 3, "C", "b").orphaned()).containsExactly("c");
    }

    @Test
    void asksForBlocksThatNobodyTold() {
        line(one, "abc");
        HeadChain.Change gap = push(one, 6, "F", "E");
        assertThat(gap.missingParent()).isEqualTo("E");
        HeadChain.Change down = chain.onAncestor(new BlockHeader(5, "E", "D", 1));
        assertThat(down.missingParent()).isEqualTo("D");
        HeadChain.Change branch = chain.onAncestor(new BlockHeader(4, "D", "C", 1));
        assertThat(branch.orphaned()).as("whose parent is another block 3").containsExactly("c");
        assertThat(branch.missingParent()).isEqualTo("C");
        assertThat(chain.onAncestor(new BlockHeader(3, "C", "b", 1)).missingParent())
                .isNull();
        assertThat(chain.hashes()).containsExactly("a", "b", "C", "D", "E", "F");
    }

    /** A broken node's block is its own parent. */
    @Test
    @Timeout(10)
    void doesNotGoInCircles() {
        line(one, "abc");
        push(two, 4, "x", "x");
        push(two, 5, "y", "x");
        assertThat(chain.hashAt(1)).isEqualTo("a");
    }

    /** Heads of random reorgs: what is not orphaned in the end is the true chain, and nothing of it is orphaned. */
    @Test
    void followsRandomReorgsToTheTrueChain() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int session = 0; session < 200; session++) {
            HeadChain heads = new HeadChain();
            List<BlockHeader> truth = new ArrayList<>(List.of(new BlockHeader(1, "g", "z", 1)));
            heads.onHead(one, truth.getFirst());
            Map<String, Boolean> orphaned = new HashMap<>();
            int name = 0;
            for (int step = 0; step < 100; step++) {
                int depth = random.nextInt(5) == 0 ? random.nextInt(Math.min(8, truth.size())) : 0;
                for (int i = 0; i < depth; i++) {
                    truth.removeLast();
                }
                BlockHeader parent = truth.getLast();
                truth.add(new BlockHeader(parent.number() + 1, "h" + name++, parent.hash(), 1));
                Set<String> now =
                        new HashSet<>(heads.onHead(one, truth.getLast()).orphaned());
                now.forEach(hash -> orphaned.put(hash, true));
                orphaned.remove(truth.getLast().hash());
            }
            assertThat(heads.hashes())
                    .as("seed %d, session %d", seed, session)
                    .isEqualTo(truth.stream().map(BlockHeader::hash).toList());
            assertThat(orphaned.keySet())
                    .doesNotContainAnyElementsOf(
                            truth.stream().map(BlockHeader::hash).toList());
            assertThat(orphaned).hasSize(name + 1 - truth.size());
        }
    }

    private HeadChain.Change push(NodeRecord by, long number, String hash, String parent) {
        return chain.onHead(by, new BlockHeader(number, hash, parent, 1_000 + number));
    }

    private void line(NodeRecord by, String hashes) {
        String parent = "z";
        for (int i = 0; i < hashes.length(); i++) {
            String hash = hashes.substring(i, i + 1);
            push(by, i + 1, hash, parent);
            parent = hash;
        }
    }
}
