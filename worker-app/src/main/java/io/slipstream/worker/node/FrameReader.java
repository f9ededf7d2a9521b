package io.slipstream.worker.node;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what nodes write in one pass over the text, without building a tree of it: most of it is logs, and most logs of a
 * busy exchange are somebody else's. Nothing but text that is no JSON is an error; what is missing is left out.
 */
public final class FrameReader {

    private final JsonMapper json;

    /** Reads with this mapper's limits. */
    public FrameReader(JsonMapper json) {
        this.json = json;
    }

    /** What a node says over its socket. */
    public sealed interface Frame {

        /** The answer to a request of ours; {@code result} is null when there is an error. */
        record Answer(
                long id, @Nullable String result, @Nullable String error) implements Frame {}

        /** A log of a subscription. */
        record Log(String subscription, RawLog log) implements Frame {}

        /** A head of a subscription. */
        record Head(String subscription, BlockHeader header) implements Frame {}

        /** Something else, or malformed. */
        record Other(String what) implements Frame {}
    }

    /** One frame of a socket. */
    public Frame frame(String text) {
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Frame.Other("no object");
            }
            long id = -1;
            String result = null;
            String error = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "params" -> {
                        Frame pushed = value == JsonToken.START_OBJECT ? pushed(parser, text) : null;
                        if (pushed != null) {
                            return pushed;
                        }
                        parser.skipChildren();
                    }
                    case "id" -> id = value == JsonToken.VALUE_NUMBER_INT ? parser.getValueAsLong(-1) : -1;
                    case "result" -> result = scalar(parser, value);
                    case "error" -> error = parser.<JsonNode>readValueAsTree().toString();
                    default -> parser.skipChildren();
                }
            }
            return id < 0
                    ? new Frame.Other("neither an answer nor a notification")
                    : new Frame.Answer(id, result, error);
        } catch (JacksonException e) {
            return new Frame.Other("no JSON: " + e.getOriginalMessage());
        }
    }

    /** The logs of an answer to {@code eth_getLogs}, handed to the sink one by one, or its error. */
    public List<RawLog> logs(String text) throws RpcException {
        List<RawLog> logs = new ArrayList<>();
        boolean answered = false;
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RpcException(0, "the answer is no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("error") && value == JsonToken.START_OBJECT) {
                    throw RpcException.of(parser.readValueAsTree());
                } else if (name.equals("result") && value == JsonToken.START_ARRAY) {
                    answered = true;
                    for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                        if (item != JsonToken.START_OBJECT) {
                            throw new RpcException(0, "eth_getLogs answered something that is no log: " + item);
                        }
                        logs.add(new ResultFields(parser, text).toLog());
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new RpcException(0, "the answer is no JSON: " + e.getOriginalMessage());
        }
        if (!answered) {
            throw new RpcException(0, "eth_getLogs answered no array");
        }
        return logs;
    }

    private static @Nullable Frame pushed(JsonParser parser, String text) {
        String subscription = null;
        ResultFields fields = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("subscription")) {
                subscription = scalar(parser, value);
            } else if (name.equals("result") && value == JsonToken.START_OBJECT) {
                fields = new ResultFields(parser, text);
            } else {
                parser.skipChildren();
            }
        }
        if (subscription == null || fields == null) {
            return new Frame.Other("a notification without subscription or result");
        }
        BlockHeader header = fields.toHeader();
        return header == null ? new Frame.Log(subscription, fields.toLog()) : new Frame.Head(subscription, header);
    }

    static @Nullable String scalar(JsonParser parser, JsonToken value) {
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        return value == JsonToken.VALUE_NULL ? null : parser.getString();
    }
}
