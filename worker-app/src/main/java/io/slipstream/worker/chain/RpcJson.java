package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON-RPC's values: hex quantities, logs. */
final class RpcJson {

    private RpcJson() {}

    /**
     * A hex quantity such as {@code 0x1b4}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long quantity(JsonNode node) {
        String text = node.isString() ? node.stringValue() : "";
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("not a hex quantity: " + node);
        }
        return Long.parseLong(text.substring(2), 16);
    }

    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    /**
     * A log as {@code eth_getLogs} and {@code eth_subscription} write it.
     *
     * @throws IllegalArgumentException if a field is missing or malformed
     */
    static ChainLog log(JsonNode node) {
        List<String> topics = new ArrayList<>();
        for (JsonNode topic : node.path("topics")) {
            topics.add(text(topic).toLowerCase(Locale.ROOT));
        }
        return new ChainLog(
                new Address(text(node.path("address"))),
                topics,
                text(node.path("data")),
                quantity(node.path("blockNumber")),
                node.path("blockHash").isString() ? text(node.path("blockHash")) : "",
                text(node.path("transactionHash")).toLowerCase(Locale.ROOT),
                quantity(node.path("logIndex")),
                optionalQuantity(node.path("blockTimestamp")),
                node.path("removed").asBoolean(false));
    }

    private static @Nullable Long optionalQuantity(JsonNode node) {
        return node.isString() ? Long.valueOf(quantity(node)) : null;
    }

    private static String text(JsonNode node) {
        if (!node.isString()) {
            throw new IllegalArgumentException("a string is missing: " + node);
        }
        return node.stringValue();
    }
}
