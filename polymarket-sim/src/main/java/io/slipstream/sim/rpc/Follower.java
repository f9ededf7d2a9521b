package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.ChainView;
import io.slipstream.sim.chain.Reorganisation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a node's subscribers how its view of the chain moves on. Whatever moved it - a block, a reorganisation, a fault
 * that came or went - they are told the difference to what they were told before: removed blocks newest first, then the
 * new ones. A view that only became shorter says nothing until it knows more or something else.
 */
final class Follower implements ChainListener {

    private static final int KEPT_BLOCKS = 2_048;

    private final ChainView view;
    private final Subscriptions subscriptions;
    private final List<Block> told = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();

    Follower(ChainView view, Subscriptions subscriptions) {
        this.view = view;
        this.subscriptions = subscriptions;
        told.add(view.head());
    }

    @Override
    public void mined(Block block) {
        follow();
    }

    @Override
    public void reorganised(List<Block> removed, List<Block> added, Reorganisation how) {
        if (how.silent()) {
            removed.forEach(block -> silent.add(block.hash()));
        }
        follow();
    }

    void follow() {
        List<Block> gone = told.subList(firstWrong(), told.size());
        for (Block block : gone.reversed()) {
            if (!silent.contains(block.hash())) {
                subscriptions.removed(block);
            }
        }
        gone.clear();
        long head = view.head().number();
        long next = told.isEmpty() ? head : told.getLast().number() + 1;
        for (long number = next; number <= head; number++) {
            view.block(number).ifPresent(block -> {
                told.add(block);
                subscriptions.mined(block);
            });
        }
        if (told.getLast().number() == head) {
            silent.clear();
        }
        if (told.size() > 2 * KEPT_BLOCKS) {
            told.subList(0, told.size() - KEPT_BLOCKS).clear();
        }
    }

    /** Index of the oldest block that was told and is another one now; blocks beyond the head may still come. */
    private int firstWrong() {
        int wrong = told.size();
        for (int i = told.size() - 1; i >= 0; i--) {
            Block block = told.get(i);
            if (block.number() <= view.head().number()) {
                if (view.block(block.number()).filter(block::equals).isPresent()) {
                    break;
                }
                wrong = i;
            }
        }
        return wrong;
    }
}
