package io.slipstream.sim.chain;

import io.slipstream.sim.wire.Keccak;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another version of the newest blocks, in which somebody believes who was cut off: from its first block on it has other
 * hashes than the chain, some transactions come a block later and some are missing. It grows with the chain, and a
 * transaction is in it once at most, whatever the chain does meanwhile. It begins anew where the chain is replaced below
 * it.
 */
public final class Branch {

    private static final int MISSING_BELOW = 32;
    private static final int LATER_BELOW = 96;

    private final Chain chain;
    private final long base;
    private final String name;
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private List<Transaction> late = new ArrayList<>();

    /**
     * Replaces the last blocks of a chain.
     *
     * @param chain the chain, which stays as it is
     * @param depth how many, from 1; fewer than there are
     * @param name what the other hashes are derived from
     */
    public Branch(Chain chain, int depth, String name) {
        this.chain = chain;
        this.base = chain.head().number() - depth + 1;
        this.name = name;
    }

    /** Height of its first block. */
    public long base() {
        return base;
    }

    /** A block by height; empty below its first one and above the chain's head. */
    public Optional<Block> block(long number) {
        grow();
        long offset = number - base;
        return offset < 0 || offset >= blocks.size() ? Optional.empty() : Optional.of(blocks.get((int) offset));
    }

    /** A block by hash. */
    public Optional<Block> block(String hash) {
        return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
    }

    /** Where a transaction is in this branch. */
    public Optional<Placement> placement(String transactionHash) {
        return blocks.stream()
                .flatMap(block -> block.placements().stream())
                .filter(placement -> placement.transaction().hash().equals(transactionHash))
                .findFirst();
    }

    private void grow() {
        boolean rootless = !blocks.isEmpty()
                && chain.block(base - 1)
                        .filter(root -> !root.hash().equals(blocks.getFirst().parentHash()))
                        .isPresent();
        if (rootless) {
            blocks.clear();
            seen.clear();
            late.clear();
        }
        for (long number = base + blocks.size(); number <= chain.head().number(); number++) {
            Block original = chain.block(number).orElseThrow();
            String parent =
                    blocks.isEmpty() ? original.parentHash() : blocks.getLast().hash();
            List<Transaction> included = new ArrayList<>(late);
            late = new ArrayList<>();
            original.placements().stream()
                    .map(Placement::transaction)
                    .forEach(transaction -> sort(transaction, included));
            blocks.add(new Block(
                    number,
                    Keccak.word(name + "/" + parent + "/" + number),
                    parent,
                    original.timestampMillis(),
                    included));
        }
    }

    private void sort(Transaction transaction, List<Transaction> included) {
        if (!seen.add(transaction.hash())) {
            return;
        }
        int fate = Integer.parseInt(transaction.hash().substring(2, 4), 16);
        if (fate >= MISSING_BELOW) {
            (fate < LATER_BELOW ? late : included).add(transaction);
        }
    }
}
