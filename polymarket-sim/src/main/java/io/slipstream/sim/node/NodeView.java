package io.slipstream.sim.node;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.Branch;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.ChainView;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.node.NodeFault.Behind;
import io.slipstream.sim.node.NodeFault.Fork;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain as one node knows it: complete, behind, or on a branch of its own. */
public final class NodeView implements ChainView {

    private final Chain chain;
    private final ActiveFaults<NodeFault> faults;

    /** The view that these faults leave of a chain. */
    public NodeView(Chain chain, ActiveFaults<NodeFault> faults) {
        this.chain = chain;
        this.faults = faults;
    }

    @Override
    public Block head() {
        return block(headNumber()).orElseThrow();
    }

    @Override
    public long finalizedNumber() {
        Branch branch = branch();
        long certain = branch == null ? chain.finalizedNumber() : Math.min(chain.finalizedNumber(), branch.base() - 1);
        return Math.min(certain, headNumber());
    }

    @Override
    public long oldestNumber() {
        return chain.oldestNumber();
    }

    @Override
    public Optional<Block> block(long number) {
        if (number > headNumber()) {
            return Optional.empty();
        }
        Branch branch = branch();
        return branch == null || number < branch.base() ? chain.block(number) : branch.block(number);
    }

    @Override
    public Optional<Block> block(String hash) {
        Branch branch = branch();
        return (branch == null ? Optional.<Block>empty() : branch.block(hash))
                .or(() -> chain.block(hash))
                .filter(this::known);
    }

    @Override
    public Optional<Placement> placement(String transactionHash) {
        Branch branch = branch();
        return (branch == null ? Optional.<Placement>empty() : branch.placement(transactionHash))
                .or(() -> chain.placement(transactionHash))
                .filter(placement -> known(placement.block()));
    }

    private boolean known(Block block) {
        return block(block.number()).filter(block::equals).isPresent();
    }

    private long headNumber() {
        Behind behind = faults.get(Behind.class);
        long lag = behind == null ? 0 : behind.blocks();
        return Math.max(chain.oldestNumber(), chain.head().number() - lag);
    }

    private @Nullable Branch branch() {
        Fork fork = faults.get(Fork.class);
        return fork == null ? null : fork.branch();
    }
}
