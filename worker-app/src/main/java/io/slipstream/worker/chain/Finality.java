package io.slipstream.worker.chain;

import io.slipstream.worker.node.BlockHeader;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.RpcException;
import io.slipstream.worker.node.RpcNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the chain is and which of its blocks are final, by the word of several nodes; and which nodes have those very
 * blocks. A node that was cut off knows other blocks of the same heights: what it answers for them must not be taken as
 * final because others say that their height is. Asked by one thread, read by all.
 */
final class Finality {

    private static final Logger log = LoggerFactory.getLogger(Finality.class);
    /** Where a node does not know the finalized tag: far beyond any reorg of the chain as it is (protocol reference 9). */
    private static final long BLOCKS_TO_FINALITY = 64;

    /** How many are asked how far the chain is: what only one of several says is not believed. */
    private static final int NODES_ASKED = 3;

    private final NodePool pool;
    /** The newest final block that a node is known to have as the others have it. */
    private final Map<RpcNode, Long> shared = new ConcurrentHashMap<>();

    private long settled = -1;
    private int turn;

    Finality(NodePool pool) {
        this.pool = pool;
    }

    /**
     * How far the chain is.
     *
     * @param head the newest block that two nodes know, or the only one that there is
     * @param finalized the newest block that is final and of which there is one version only; negative if there is none yet
     */
    record Reach(long head, long finalized) {}

    /** Asks up to three nodes, others each time where there are more. */
    Reach ask() throws IOException {
        List<Long> heads = new ArrayList<>();
        Map<RpcNode, BlockHeader> finals = new LinkedHashMap<>();
        IOException failure = new IOException("no node can be relied upon");
        for (RpcNode node : chosen()) {
            try {
                BlockHeader last = finalized(node);
                heads.add(node.head());
                finals.put(node, last);
            } catch (IOException e) {
                pool.failed(node, e);
                failure = e;
            }
        }
        long head = NodePool.agreed(heads);
        if (head < 0) {
            throw failure;
        }
        settle(
                Math.min(
                        head,
                        NodePool.agreed(finals.values().stream()
                                .map(BlockHeader::number)
                                .toList())),
                finals);
        return new Reach(head, Math.min(head, settled));
    }

    /** The nodes of which it is not known that they have this final block. */
    Set<RpcNode> without(long block) {
        return pool.nodes().stream().filter(node -> !has(node, block)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A piece of final blocks.
     *
     * @throws IOException if it is not known that the node which answered has them as the others do
     */
    RangeReader.Piece certain(RangeReader.Piece piece) throws IOException {
        if (!has(piece.node(), piece.to())) {
            throw new IOException("only %s answers for blocks up to %d, and nobody confirms that it has them"
                    .formatted(piece.node().name(), piece.to()));
        }
        return piece;
    }

    /** Whether a node is known to have this final block, and with it all that are before. */
    boolean has(RpcNode node, long block) {
        return shared.getOrDefault(node, -1L) >= block;
    }

    private List<RpcNode> chosen() {
        List<RpcNode> live = new ArrayList<>(pool.live());
        if (live.size() > NODES_ASKED) {
            turn = (turn + 1) % live.size();
            Collections.rotate(live, turn);
        }
        return live.subList(0, Math.min(NODES_ASKED, live.size()));
    }

    /** One version of a block has to have more voices than any other. */
    private void settle(long block, Map<RpcNode, BlockHeader> finals) {
        Map<String, Set<RpcNode>> versions = new HashMap<>();
        finals.forEach((node, last) -> {
            if (last.number() >= block) {
                String hash = hashOf(node, block, last);
                versions.computeIfAbsent(hash, _ -> new HashSet<>()).add(node);
            }
        });
        versions.remove("");
        int most = versions.values().stream().mapToInt(Set::size).max().orElse(0);
        List<Set<RpcNode>> largest =
                versions.values().stream().filter(nodes -> nodes.size() == most).toList();
        if (largest.size() > 1) {
            log.warn("nodes differ on block {}, which each of them calls final: {}", block, versions.keySet());
        } else if (most >= Math.min(2, finals.size())) {
            settled = Math.max(settled, block);
            largest.forEach(nodes -> nodes.forEach(node -> shared.merge(node, block, Math::max)));
        }
    }

    private String hashOf(RpcNode node, long block, BlockHeader last) {
        try {
            if (last.number() == block) {
                return last.hash();
            }
            BlockHeader header = node.block(block);
            return header == null ? "" : header.hash();
        } catch (IOException e) {
            pool.failed(node, e);
            return "";
        }
    }

    private static BlockHeader finalized(RpcNode node) throws IOException {
        try {
            return node.finalized();
        } catch (RpcException e) {
            log.debug("{} does not know the finalized block: {}", node.name(), e.getMessage());
            BlockHeader block = node.block(Math.max(0, node.head() - BLOCKS_TO_FINALITY));
            if (block == null) {
                throw new IOException(node.name() + " knows no block that is final");
            }
            return block;
        }
    }
}
