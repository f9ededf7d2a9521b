package io.slipstream.sim.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees: the one mapper of the simulator. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /** A new empty object, which keeps the order in which its fields are put. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Writes a tree as compact text. */
    public static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /**
     * Reads text as a tree.
     *
     * @throws IllegalArgumentException when the text is not one JSON value
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Spells an array of strings as JSON text, the way Gamma nests its lists: {@code ["Yes", "No"]}. */
    public static String nestedList(String first, String second) {
        return "[\"" + first + "\", \"" + second + "\"]";
    }
}
