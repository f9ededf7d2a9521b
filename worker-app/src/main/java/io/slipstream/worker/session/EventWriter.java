package io.slipstream.worker.session;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a session's events one after the other. Owned by one thread. */
final class EventWriter {

    private static final int USUAL_CAPACITY = 64 << 10;
    private static final int LARGEST_TOKEN = 4 + 1 + 33;
    private static final int LARGEST_LEVEL = 2 + 8;
    private static final int LARGEST_CHANGE = LARGEST_TOKEN + 1 + LARGEST_LEVEL + 4;
    private static final int LARGEST_HEAD = 64 + LARGEST_TOKEN;
    private static final int MOST = 0xffff;
    /** Beyond so many the numbers begin anew: a market lives for minutes, a session for months. */
    static final int MOST_TOKENS = 50_000;

    static final int MOST_SETS = 256;

    private final JsonMapper json;
    private LeaderSets leaders;
    private final Map<TokenId, Integer> tokens = new HashMap<>();
    private ByteBuffer out = ByteBuffer.allocate(USUAL_CAPACITY);

    EventWriter(JsonMapper json) {
        this.json = json;
        this.leaders = new LeaderSets();
    }

    /** Bytes that wait to be taken. */
    int size() {
        return out.position();
    }

    /** The bytes written since the last call. */
    byte[] take() {
        byte[] bytes = Arrays.copyOf(out.array(), out.position());
        out.clear();
        return bytes;
    }

    void write(EngineEvent event) {
        if (tokens.size() > MOST_TOKENS || leaders.size() > MOST_SETS) {
            room(1);
            out.put(EventFormat.FORGET);
            tokens.clear();
            leaders = new LeaderSets();
        }
        switch (event) {
            case EngineEvent.TimePassed(long at) -> head(EventFormat.TIME_PASSED, at);
            case EngineEvent.MarketData(long at, int line, BookUpdate.Heard _) ->
                head(EventFormat.HEARD, at).putInt(line);
            case EngineEvent.MarketData(long at, int line, BookUpdate.Changes frame)
            when frame.changes().size() <= MOST -> changes(at, line, frame);
            case EngineEvent.MarketData(long at, int line, BookUpdate.Print print) -> print(at, line, print);
            case EngineEvent.MarketData(long at, int line, BookUpdate.Top top) -> top(at, line, top);
            case EngineEvent.MarketData(long at, int line, BookUpdate.Snapshot snapshot)
            when Math.max(snapshot.bids().size(), snapshot.asks().size()) <= MOST -> snapshot(at, line, snapshot);
            default -> json(event);
        }
    }

    private void changes(long at, int line, BookUpdate.Changes frame) {
        List<BookUpdate.Change> changes = frame.changes();
        room(LARGEST_HEAD + changes.size() * LARGEST_CHANGE);
        BookUpdate.Merged merged = frame.merged();
        head(merged == null ? EventFormat.CHANGES : EventFormat.MERGED_CHANGES, at)
                .putInt(line);
        if (merged != null) {
            out.putLong(merged.sinceNanos()).putLong(merged.sinceMillis());
        }
        out.putLong(frame.exchangeMillis()).putShort((short) changes.size());
        for (int i = 0; i < changes.size(); i++) {
            BookUpdate.Change change = changes.get(i);
            token(change.tokenId());
            side(change.side());
            level(change.price(), change.sizeMicros());
            out.putShort((short) change.bestBid()).putShort((short) change.bestAsk());
        }
    }

    private void print(long at, int line, BookUpdate.Print print) {
        head(EventFormat.PRINT, at).putInt(line).putLong(print.exchangeMillis());
        token(print.tokenId());
        side(print.takerSide());
        level(print.price(), print.sizeMicros());
    }

    private void top(long at, int line, BookUpdate.Top top) {
        head(EventFormat.TOP, at).putInt(line).putLong(top.exchangeMillis());
        token(top.tokenId());
        out.putShort((short) top.bestBid()).putShort((short) top.bestAsk());
    }

    private void snapshot(long at, int line, BookUpdate.Snapshot snapshot) {
        room(LARGEST_HEAD + (snapshot.bids().size() + snapshot.asks().size()) * LARGEST_LEVEL);
        head(EventFormat.SNAPSHOT, at)
                .putInt(line)
                .putLong(snapshot.exchangeMillis())
                .putLong(snapshot.askedNanos());
        token(snapshot.tokenId());
        out.putShort((short)
                (snapshot.tick() == null ? EventFormat.NO_TICK : snapshot.tick().size()));
        levels(snapshot.bids());
        levels(snapshot.asks());
    }

    private void json(EngineEvent event) {
        byte[] text = leaders.write(json, event);
        leaders.takeFresh().forEach(set -> text(EventFormat.LEADERS, json.writeValueAsBytes(set)));
        text(EventFormat.JSON, text);
    }

    private void text(byte kind, byte[] bytes) {
        room(LARGEST_HEAD + bytes.length);
        out.put(kind).putInt(bytes.length).put(bytes);
    }

    private ByteBuffer head(byte kind, long at) {
        room(LARGEST_HEAD);
        return out.put(kind).putLong(at);
    }

    private void token(TokenId token) {
        Integer known = tokens.get(token);
        if (known != null) {
            out.putInt(known);
            return;
        }
        int number = tokens.size();
        tokens.put(token, number);
        byte[] value = token.value().toByteArray();
        out.putInt(number).put((byte) value.length).put(value);
    }

    private void side(Side side) {
        out.put(side == Side.BUY ? EventFormat.BUY : EventFormat.SELL);
    }

    private void levels(List<Level> levels) {
        out.putShort((short) levels.size());
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            level(level.price(), level.sizeMicros());
        }
    }

    private void level(int price, long sizeMicros) {
        out.putShort((short) price).putLong(sizeMicros);
    }

    private void room(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + bytes));
            out = larger.put(out.flip());
        }
    }
}
