package io.slipstream.worker.tape;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tape in memory, for tests of what feeds give to it. */
public final class NotedTape implements Tape {

    private final List<Note> notes = new CopyOnWriteArrayList<>();

    /** What a feed gave: the request, empty for a frame, and what came. */
    public record Note(String feed, String about, String text) {}

    /** Everything so far. */
    public List<Note> notes() {
        return notes;
    }

    @Override
    public TapeFeed feed(String name) {
        return new TapeFeed() {
            @Override
            public void frame(String text) {
                notes.add(new Note(name, "", text));
            }

            @Override
            public void answer(String about, byte[] body) {
                notes.add(new Note(name, about, new String(body, StandardCharsets.UTF_8)));
            }
        };
    }

    @Override
    public @Nullable State state() {
        return null;
    }

    @Override
    public void close() {}
}
