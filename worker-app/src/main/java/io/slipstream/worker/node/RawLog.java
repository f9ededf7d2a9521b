package io.slipstream.worker.node;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A log as a node wrote it, field by field and not judged: whatever is missing or of another type is null.
 *
 * @param topics in their order, in the node's letter case
 * @param payload the exact text it was read from
 */
public record RawLog(
        @Nullable String address,
        List<String> topics,
        @Nullable String data,
        @Nullable String blockNumber,
        @Nullable String blockHash,
        @Nullable String transactionHash,
        @Nullable String logIndex,
        @Nullable String blockTimestamp,
        boolean removed,
        String payload) {

    /** A block of after the year 2100 is a mistake, and its nanoseconds would not fit. */
    private static final long LATEST_SECOND = 4_102_444_800L;

    /** The topic at a position, empty if there is none. */
    public String topic(int index) {
        return index < topics.size() ? topics.get(index) : "";
    }

    /** Where the log is, for telling deliveries of one log apart from those of another. */
    public String place() {
        return blockHash + "|" + transactionHash + "|" + logIndex;
    }

    /** The block's number, -1 if it is not stated. */
    public long block() {
        try {
            return blockNumber == null ? -1 : RpcJson.quantity(blockNumber);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    /** The position in the block, -1 if it is not stated. */
    public long logIndexOrNone() {
        try {
            return logIndex == null ? -1 : RpcJson.quantity(logIndex);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    /**
     * The log with every field that it must have.
     *
     * @throws IllegalArgumentException if a field is missing or malformed
     */
    public ChainLog toChainLog() {
        return new ChainLog(
                new Address(required(address, "address")),
                topics.stream().map(topic -> topic.toLowerCase(Locale.ROOT)).toList(),
                required(data, "data"),
                RpcJson.quantity(required(blockNumber, "blockNumber")),
                RpcJson.hash(required(blockHash, "blockHash")),
                RpcJson.hash(required(transactionHash, "transactionHash")),
                RpcJson.quantity(required(logIndex, "logIndex")),
                blockTimestamp == null ? null : Long.valueOf(seconds(blockTimestamp)),
                removed);
    }

    /** A time that fits into epoch nanoseconds. */
    private static long seconds(String timestamp) {
        long seconds = RpcJson.quantity(timestamp);
        if (seconds > LATEST_SECOND) {
            throw new IllegalArgumentException("not a block's time: " + timestamp);
        }
        return seconds;
    }

    private static String required(@Nullable String value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
