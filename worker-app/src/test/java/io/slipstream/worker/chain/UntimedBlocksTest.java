package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UntimedBlocksTest {

    private final UntimedBlocks blocks = new UntimedBlocks();

    /** A node that is behind answers that there is no such block. */
    @Test
    void asksAgainBehindTheOthersForABlockThatANodeDoesNotKnow() {
        blocks.add("a");
        blocks.add("b");
        blocks.missed("a");
        assertThat(blocks.waiting(10)).containsExactly("b", "a");
        assertThat(blocks.remove("a")).isTrue();
        assertThat(blocks.remove("a")).isFalse();
    }

    @Test
    void givesUpABlockThatNobodyKnows() {
        blocks.add("a");
        for (int answer = 1; answer < UntimedBlocks.MOST_MISSES; answer++) {
            blocks.missed("a");
            assertThat(blocks.waiting(10)).containsExactly("a");
        }
        blocks.missed("a");
        assertThat(blocks.waiting(10)).isEmpty();
        blocks.missed("a");
        assertThat(blocks.waiting(10))
                .as("it does not come back by being missed")
                .isEmpty();
    }

    @Test
    void countsAnewWhatIsAddedAgain() {
        blocks.add("a");
        blocks.add("a");
        assertThat(blocks.waiting(10)).containsExactly("a");
        assertThat(blocks.waiting(0)).isEmpty();
    }
}
