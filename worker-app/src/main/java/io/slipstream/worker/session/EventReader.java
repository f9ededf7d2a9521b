package io.slipstream.worker.session;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a session's events, from its first one on: later ones refer to what came before. Owned by one thread. */
final class EventReader {

    private static final TypeReference<LinkedHashSet<Address>> LEADERS = new TypeReference<>() {};

    private final JsonMapper json;
    private final SeenTokens seen;
    private LeaderSets leaders = new LeaderSets();
    private final List<TokenId> tokens = new ArrayList<>();
    private ByteBuffer in = ByteBuffer.allocate(0);

    /** @param seen what the mapper reads tokens with */
    EventReader(JsonMapper json, SeenTokens seen) {
        this.json = json;
        this.seen = seen;
    }

    /** The events follow that were written together. */
    void give(ByteBuffer bytes) {
        in = bytes.duplicate();
    }

    boolean hasNext() {
        return in.hasRemaining();
    }

    /**
     * The next event.
     *
     * @throws IllegalArgumentException if these are no events
     */
    EngineEvent next() {
        try {
            while (true) {
                byte kind = in.get();
                if (kind == EventFormat.FORGET) {
                    tokens.clear();
                    leaders = new LeaderSets();
                    continue;
                }
                if (kind != EventFormat.LEADERS) {
                    return event(kind);
                }
                Set<Address> set = json.readValue(bytes(in.getInt()), LEADERS);
                leaders.add(set);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | JacksonException e) {
            throw new IllegalArgumentException("what was recorded are no events: " + e, e);
        }
    }

    private EngineEvent event(byte kind) {
        if (kind == EventFormat.JSON) {
            return leaders.read(json, bytes(in.getInt()));
        }
        long at = in.getLong();
        if (kind == EventFormat.TIME_PASSED) {
            return new EngineEvent.TimePassed(at);
        }
        int line = in.getInt();
        BookUpdate update = switch (kind) {
            case EventFormat.HEARD -> new BookUpdate.Heard();
            case EventFormat.CHANGES -> changes(null);
            case EventFormat.MERGED_CHANGES -> changes(new BookUpdate.Merged(in.getLong(), in.getLong()));
            case EventFormat.PRINT -> print();
            case EventFormat.SNAPSHOT -> snapshot();
            case EventFormat.TOP -> top();
            default -> throw new IllegalArgumentException("an event of kind " + kind);
        };
        return new EngineEvent.MarketData(at, line, update);
    }

    private BookUpdate changes(BookUpdate.@Nullable Merged merged) {
        long millis = in.getLong();
        BookUpdate.Change[] changes = new BookUpdate.Change[count()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = new BookUpdate.Change(token(), side(), price(), in.getLong(), in.getShort(), in.getShort());
        }
        return new BookUpdate.Changes(Arrays.asList(changes), millis, merged);
    }

    private BookUpdate print() {
        long millis = in.getLong();
        return new BookUpdate.Print(token(), side(), price(), in.getLong(), millis);
    }

    private BookUpdate top() {
        long millis = in.getLong();
        return new BookUpdate.Top(token(), price(), price(), millis);
    }

    private BookUpdate snapshot() {
        long millis = in.getLong();
        long asked = in.getLong();
        TokenId token = token();
        int tick = in.getShort();
        return new BookUpdate.Snapshot(
                token, levels(), levels(), tick == EventFormat.NO_TICK ? null : new Tick(tick), millis, asked);
    }

    private List<Level> levels() {
        Level[] levels = new Level[count()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new Level(price(), in.getLong());
        }
        return Arrays.asList(levels);
    }

    private TokenId token() {
        int number = in.getInt();
        if (number == tokens.size()) {
            tokens.add(seen.same(TokenId.of(new BigInteger(bytes(Byte.toUnsignedInt(in.get()))))));
        }
        return tokens.get(number);
    }

    private Side side() {
        return in.get() == EventFormat.BUY ? Side.BUY : Side.SELL;
    }

    private int price() {
        return Short.toUnsignedInt(in.getShort());
    }

    private int count() {
        return Short.toUnsignedInt(in.getShort());
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
