package io.slipstream.core.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log as a node delivered it, taken apart but not interpreted.
 *
 * @param topics up to four 32-byte words in hex
 * @param data hex with {@code 0x}
 * @param logIndex position in the block
 * @param blockTimestampSeconds the block's time if the node sent it along
 * @param removed whether the node takes the log back after a reorg
 */
public record ChainLog(
        Address address,
        List<String> topics,
        String data,
        long blockNumber,
        String blockHash,
        String txHash,
        long logIndex,
        @Nullable Long blockTimestampSeconds,
        boolean removed) {

    /** Keeps its own copy of the topics. */
    public ChainLog {
        topics = List.copyOf(topics);
    }
}
