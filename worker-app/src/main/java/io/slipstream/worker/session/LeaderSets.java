package io.slipstream.worker.session;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.EngineEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sets of leaders that events refer to, by number: every scan names all who are followed, and they may be a hundred
 * thousand. Owned by one thread.
 */
final class LeaderSets {

    private final Map<Set<Address>, Integer> numbers = new HashMap<>();
    /** Nearly always it is the very same set again: it need not be looked through to be found. */
    private final IdentityHashMap<Set<Address>, Integer> seen = new IdentityHashMap<>();

    private static final int MOST_SEEN = 64;
    private final List<Set<Address>> sets = new ArrayList<>();
    private int written;

    /** In place of {@code Set<Address> leaders()}. */
    interface Named {

        @JsonSerialize(using = Writer.class)
        @JsonDeserialize(using = Reader.class)
        Set<Address> leaders();
    }

    byte[] write(JsonMapper json, EngineEvent event) {
        return json.writerFor(EngineEvent.class)
                .withAttribute(LeaderSets.class, this)
                .writeValueAsBytes(event);
    }

    EngineEvent read(JsonMapper json, byte[] text) {
        return json.readerFor(EngineEvent.class)
                .withAttribute(LeaderSets.class, this)
                .readValue(text);
    }

    /** The sets that were referred to for the first time, in the order of their numbers. */
    List<Set<Address>> takeFresh() {
        List<Set<Address>> fresh = sets.subList(written, sets.size()).stream()
                .<Set<Address>>map(TreeSet::new)
                .toList();
        written = sets.size();
        return fresh;
    }

    int size() {
        return sets.size();
    }

    /** The next set. */
    void add(Set<Address> leaders) {
        sets.add(leaders);
    }

    private int numberOf(Set<Address> leaders) {
        Integer known = seen.get(leaders);
        if (known != null) {
            return known;
        }
        int number = numbers.computeIfAbsent(leaders, set -> {
            sets.add(set);
            return sets.size() - 1;
        });
        if (seen.size() >= MOST_SEEN) {
            seen.clear();
        }
        seen.put(leaders, number);
        return number;
    }

    static final class Writer extends ValueSerializer<Set<Address>> {
        @Override
        public void serialize(Set<Address> value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(((LeaderSets) context.getAttribute(LeaderSets.class)).numberOf(value));
        }
    }

    static final class Reader extends ValueDeserializer<Set<Address>> {
        @Override
        public Set<Address> deserialize(JsonParser in, DeserializationContext context) {
            return ((LeaderSets) context.getAttribute(LeaderSets.class)).sets.get(in.getIntValue());
        }
    }
}
