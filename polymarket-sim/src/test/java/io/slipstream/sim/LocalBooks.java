package io.slipstream.sim;

import io.slipstream.sim.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Books as a client keeps them from the market socket; notes every best price that disagrees with the frame. */
final class LocalBooks {

    private static final class Book {
        final TreeMap<BigDecimal, String> bids = new TreeMap<>();
        final TreeMap<BigDecimal, String> asks = new TreeMap<>();
    }

    private final Map<String, Book> books = new HashMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private int changes;

    void apply(String message) {
        if (!message.startsWith("[") && !message.startsWith("{")) {
            return;
        }
        JsonNode node = Json.read(message);
        if (node.isArray()) {
            node.forEach(this::applyOne);
        } else {
            applyOne(node);
        }
    }

    int changes() {
        return changes;
    }

    List<String> disagreements() {
        return Collections.unmodifiableList(disagreements);
    }

    /** The levels of one side in the order and spelling of a REST book. */
    List<String> levels(String asset, boolean bid) {
        Book book = Objects.requireNonNull(books.get(asset), asset);
        List<String> out = new ArrayList<>();
        (bid ? book.bids : book.asks.descendingMap())
                .forEach((price, size) -> out.add(price.toPlainString() + "x" + size));
        return out;
    }

    private void applyOne(JsonNode message) {
        switch (message.get("event_type").asString()) {
            case "book" -> {
                Book book = new Book();
                message.get("bids").forEach(level -> put(book.bids, level));
                message.get("asks").forEach(level -> put(book.asks, level));
                books.put(message.get("asset_id").asString(), book);
            }
            case "price_change" -> message.get("price_changes").forEach(this::change);
            default -> {}
        }
    }

    private void change(JsonNode entry) {
        Book book = books.get(entry.get("asset_id").asString());
        if (book == null) {
            return;
        }
        changes++;
        put(entry.get("side").asString().equals("BUY") ? book.bids : book.asks, entry);
        String bid = book.bids.isEmpty() ? "0" : book.bids.lastKey().toPlainString();
        String ask = book.asks.isEmpty() ? "1" : book.asks.firstKey().toPlainString();
        if (!bid.equals(entry.get("best_bid").asString())
                || !ask.equals(entry.get("best_ask").asString())) {
            disagreements.add(entry + " but " + bid + "/" + ask);
        }
    }

    private static void put(Map<BigDecimal, String> side, JsonNode level) {
        BigDecimal price = new BigDecimal(level.get("price").asString());
        String size = level.get("size").asString();
        if (size.equals("0")) {
            side.remove(price);
        } else {
            side.put(price, size);
        }
    }
}
