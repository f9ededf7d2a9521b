package io.slipstream.sim.chain;

import io.slipstream.sim.wire.Keccak;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The chain of blocks. Old blocks are forgotten after a retention of blocks; the newest are always there. Not safe for
 * use by several threads.
 */
public final class Chain implements ChainView {

    /** Height of the first block. */
    public static final long GENESIS = 90_000_000L;

    private final String seed;
    private final int finalityDepth;
    private final int retainedBlocks;
    private final List<ChainListener> listeners = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Block> byHash = new HashMap<>();
    private final Map<String, Transaction> transactions = new HashMap<>();
    private long finalized = GENESIS;
    private int reorganisations;

    /**
     * A chain with its first block only.
     *
     * @param seed what hashes are derived from
     * @param genesisMillis wall-clock milliseconds of the first block
     * @param finalityDepth how many blocks the finalized block lags the head
     * @param retainedBlocks how many blocks are kept at least
     */
    public Chain(String seed, long genesisMillis, int finalityDepth, int retainedBlocks) {
        this.seed = seed;
        this.finalityDepth = finalityDepth;
        this.retainedBlocks = retainedBlocks;
        put(seal(GENESIS, Keccak.word(seed + "/before"), genesisMillis, List.of()));
    }

    /** Adds a listener; listeners are told in the order in which they were added. */
    public void addListener(ChainListener listener) {
        listeners.add(listener);
    }

    @Override
    public Block head() {
        return blocks.getLast();
    }

    @Override
    public long finalizedNumber() {
        return finalized;
    }

    @Override
    public long oldestNumber() {
        return blocks.getFirst().number();
    }

    @Override
    public Optional<Block> block(long number) {
        long offset = number - oldestNumber();
        return offset < 0 || offset >= blocks.size() ? Optional.empty() : Optional.of(blocks.get((int) offset));
    }

    @Override
    public Optional<Block> block(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public Optional<Placement> placement(String transactionHash) {
        return Optional.ofNullable(transactions.get(transactionHash)).map(Transaction::placement);
    }

    /** Puts a block with these transactions on top and tells the listeners. */
    public Block mine(long timestampMillis, List<Transaction> included) {
        Block parent = head();
        long millis = Math.max(timestampMillis, parent.timestampMillis());
        Block block = seal(parent.number() + 1, parent.hash(), millis, included);
        put(block);
        finalized = Math.max(finalized, block.number() - finalityDepth);
        prune();
        listeners.forEach(listener -> listener.mined(block));
        return block;
    }

    /**
     * Replaces the last blocks by others with the same transactions, some of them one block later or not at all. A depth
     * beyond finality takes finality back: that never happens on Polygon and shows what a client does when it does.
     *
     * @param how what is asked for; its depth is smaller than the number of blocks
     * @param fates what becomes of each transaction
     * @param again the transaction that takes the place of one that is executed anew
     * @return the transactions that have slipped beyond the new head, to be mined with the next block
     */
    public List<Transaction> reorganise(
            Reorganisation how, Function<Transaction, Fate> fates, UnaryOperator<Transaction> again) {
        int depth = how.depth();
        if (depth < 1 || depth >= blocks.size()) {
            throw new IllegalArgumentException("depth must be in 1.." + (blocks.size() - 1) + ", is " + depth);
        }
        reorganisations++;
        finalized = Math.min(finalized, head().number() - depth);
        List<Block> removed = new ArrayList<>(blocks.subList(blocks.size() - depth, blocks.size()));
        removed.reversed().forEach(this::take);
        List<Block> added = new ArrayList<>();
        List<Transaction> late = new ArrayList<>();
        for (Block old : removed) {
            List<Transaction> included = new ArrayList<>(late);
            late.clear();
            for (Placement placement : old.placements()) {
                switch (fates.apply(placement.transaction())) {
                    case STAYS -> included.add(placement.transaction());
                    case CHANGES -> included.add(again.apply(placement.transaction()));
                    case SLIPS -> late.add(placement.transaction());
                    case LOST -> {}
                }
            }
            Block block = seal(old.number(), head().hash(), old.timestampMillis(), included);
            put(block);
            added.add(block);
        }
        listeners.forEach(listener -> listener.reorganised(removed, added, how));
        return late;
    }

    private Block seal(long number, String parentHash, long millis, List<Transaction> included) {
        StringBuilder content = new StringBuilder(64 + 67 * included.size())
                .append(seed)
                .append('/')
                .append(parentHash)
                .append('/')
                .append(number)
                .append('/')
                .append(millis)
                .append('/')
                .append(reorganisations);
        for (Transaction transaction : included) {
            content.append('/').append(transaction.hash());
        }
        return new Block(number, Keccak.word(content.toString()), parentHash, millis, included);
    }

    private void put(Block block) {
        blocks.add(block);
        byHash.put(block.hash(), block);
        for (Placement placement : block.placements()) {
            placement.transaction().place(placement);
            transactions.put(placement.transaction().hash(), placement.transaction());
        }
    }

    private void take(Block block) {
        blocks.removeLast();
        forget(block);
        block.placements().forEach(placement -> placement.transaction().place(null));
    }

    private void forget(Block block) {
        byHash.remove(block.hash());
        block.placements()
                .forEach(
                        placement -> transactions.remove(placement.transaction().hash()));
    }

    /** Forgets in portions, so that moving the list costs little per block. */
    private void prune() {
        int surplus = blocks.size() - retainedBlocks;
        if (surplus > retainedBlocks / 8 + 1) {
            List<Block> old = blocks.subList(0, surplus);
            new ArrayDeque<>(old).forEach(this::forget);
            old.clear();
        }
    }
}
