package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.ChainView;
import io.slipstream.sim.chain.LogFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the parameters of a call; whatever is wrong becomes error -32602. */
final class Params {

    private static final int MOST_TOPIC_POSITIONS = 4;

    private Params() {}

    static JsonNode at(JsonNode params, int index) {
        JsonNode value = params.get(index);
        if (value == null) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "missing value for required argument " + index);
        }
        return value;
    }

    /** A block height from a quantity or a tag. Pending is the head. */
    static long height(JsonNode value, ChainView chain) {
        if (!value.isString()) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "block must be a quantity or a tag");
        }
        String text = value.stringValue();
        return switch (text) {
            case "latest", "pending" -> chain.head().number();
            case "finalized", "safe" -> chain.finalizedNumber();
            case "earliest" -> Chain.GENESIS;
            default -> quantity(text);
        };
    }

    static String word(JsonNode value) {
        return hex(value, 64);
    }

    /** The filter of eth_getLogs and of a logs subscription. */
    static LogFilter filter(JsonNode value) {
        if (!value.isObject()) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "filter must be an object");
        }
        Set<String> addresses = alternatives(value.get("address"), 40);
        List<Set<String>> topics = new ArrayList<>();
        JsonNode positions = value.get("topics");
        if (positions != null && !positions.isNull()) {
            if (!positions.isArray() || positions.size() > MOST_TOPIC_POSITIONS) {
                throw new RpcException(RpcException.BAD_PARAMETERS, "topics must be an array of at most four");
            }
            for (JsonNode position : positions) {
                topics.add(alternatives(position, 64));
            }
        }
        return new LogFilter(addresses, topics);
    }

    private static Set<String> alternatives(JsonNode value, int digits) {
        Set<String> out = new HashSet<>();
        if (value == null || value.isNull()) {
            return out;
        }
        if (value.isArray()) {
            value.forEach(element -> out.add(hex(element, digits)));
        } else {
            out.add(hex(value, digits));
        }
        return out;
    }

    private static String hex(JsonNode value, int digits) {
        String text = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
        if (!text.matches("0x[0-9a-f]{" + digits + "}")) {
            throw new RpcException(
                    RpcException.BAD_PARAMETERS,
                    "invalid argument: hex string of " + digits + " digits expected, got " + value);
        }
        return text;
    }

    private static long quantity(String text) {
        if (!text.matches("0x[0-9a-fA-F]{1,15}")) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "invalid argument: block " + text);
        }
        return Long.parseLong(text.substring(2), 16);
    }
}
