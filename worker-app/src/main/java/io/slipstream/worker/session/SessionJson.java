package io.slipstream.worker.session;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.core.execution.Latency;
import io.slipstream.core.market.TokenId;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Core values as JSON: records by their components, sealed ones with the name of their type, identities as text. */
final class SessionJson {

    private SessionJson() {}

    static JsonMapper mapper() {
        return mapper(new SeenTokens());
    }

    /** One that reads a token as the same object every time; it is owned by one thread, then. */
    static JsonMapper mapper(SeenTokens tokens) {
        SimpleModule module = new SimpleModule("core values")
                .addSerializer(TokenId.class, new AsText<>())
                .addKeySerializer(TokenId.class, new AsKey())
                .addSerializer(Address.class, new AsText<>())
                .addDeserializer(TokenId.class, new TokenIdReader(tokens))
                .addDeserializer(Address.class, new AddressReader())
                .addKeyDeserializer(TokenId.class, new TokenIdKey(tokens));
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(module)
                // what a record has gained since a session was recorded is zero or false in it
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (Class<?> sealed : List.of(EngineEvent.class, BookUpdate.class, Latency.class)) {
            builder.addMixIn(sealed, Named.class).registerSubtypes(sealed.getPermittedSubclasses());
        }
        builder.addMixIn(ScanScope.class, LeaderSets.Named.class).addMixIn(CursorMove.class, LeaderSets.Named.class);
        return builder.build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    private interface Named {}

    private static final class AsText<T> extends ValueSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }

    private static final class AsKey extends ValueSerializer<TokenId> {
        @Override
        public void serialize(TokenId value, JsonGenerator out, SerializationContext context) {
            out.writeName(value.toString());
        }
    }

    private static final class TokenIdReader extends ValueDeserializer<TokenId> {
        private final SeenTokens tokens;

        TokenIdReader(SeenTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public TokenId deserialize(JsonParser in, DeserializationContext context) {
            return tokens.same(TokenId.of(in.getString()));
        }
    }

    private static final class AddressReader extends ValueDeserializer<Address> {
        @Override
        public Address deserialize(JsonParser in, DeserializationContext context) {
            return new Address(in.getString());
        }
    }

    private static final class TokenIdKey extends KeyDeserializer {
        private final SeenTokens tokens;

        TokenIdKey(SeenTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public TokenId deserializeKey(String key, DeserializationContext context) {
            return tokens.same(TokenId.of(key));
        }
    }
}
