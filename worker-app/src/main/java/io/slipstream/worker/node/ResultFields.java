package io.slipstream.worker.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of a log or a head, read from a parser that stands at the object's beginning. */
final class ResultFields {

    private static final int MOST_TOPICS = 4;

    private @Nullable String address;
    private final List<String> topics = new ArrayList<>(MOST_TOPICS);
    private boolean hasTopics;
    private @Nullable String data;
    private @Nullable String blockNumber;
    private @Nullable String blockHash;
    private @Nullable String transactionHash;
    private @Nullable String logIndex;
    private @Nullable String blockTimestamp;
    private boolean removed;
    private @Nullable String number;
    private @Nullable String hash;
    private @Nullable String parentHash;
    private @Nullable String timestamp;
    private final String payload;

    ResultFields(JsonParser parser, String text) {
        long begin = parser.currentTokenLocation().getCharOffset();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "address" -> address = FrameReader.scalar(parser, value);
                case "topics" -> readTopics(parser, value);
                case "data" -> data = FrameReader.scalar(parser, value);
                case "blockNumber" -> blockNumber = FrameReader.scalar(parser, value);
                case "blockHash" -> blockHash = FrameReader.scalar(parser, value);
                case "transactionHash" -> transactionHash = FrameReader.scalar(parser, value);
                case "logIndex" -> logIndex = FrameReader.scalar(parser, value);
                case "blockTimestamp" -> blockTimestamp = FrameReader.scalar(parser, value);
                case "removed" -> removed = value == JsonToken.VALUE_TRUE;
                case "number" -> number = FrameReader.scalar(parser, value);
                case "hash" -> hash = FrameReader.scalar(parser, value);
                case "parentHash" -> parentHash = FrameReader.scalar(parser, value);
                case "timestamp" -> timestamp = FrameReader.scalar(parser, value);
                default -> parser.skipChildren();
            }
        }
        payload =
                text.substring((int) begin, (int) parser.currentTokenLocation().getCharOffset() + 1);
    }

    RawLog toLog() {
        return new RawLog(
                address,
                topics,
                data,
                blockNumber,
                blockHash,
                transactionHash,
                logIndex,
                blockTimestamp,
                removed,
                payload);
    }

    /** Null if this is no head. */
    @Nullable
    BlockHeader toHeader() {
        if (hasTopics || number == null || hash == null || parentHash == null || timestamp == null) {
            return null;
        }
        try {
            return new BlockHeader(
                    RpcJson.quantity(number),
                    hash.toLowerCase(Locale.ROOT),
                    parentHash.toLowerCase(Locale.ROOT),
                    RpcJson.quantity(timestamp));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void readTopics(JsonParser parser, JsonToken value) {
        hasTopics = true;
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken item = parser.nextToken();
                item != JsonToken.END_ARRAY && item != null;
                item = parser.nextToken()) {
            String topic = FrameReader.scalar(parser, item);
            topics.add(topic == null ? "" : topic);
        }
    }
}
