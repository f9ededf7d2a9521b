package io.slipstream.worker.session;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.worker.tape.TapeCursor;
import io.slipstream.worker.tape.TapeEntry;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Goes over a session: its beginning, then its events in order, and what came of them when it ran. Owned by one thread. */
public final class SessionCursor implements Closeable {

    private final TapeCursor tape;
    private final Sessions.Glance glance;
    private final SessionBeginning beginning;
    private final EventReader events;
    private final List<OutcomeLine> outcome = new ArrayList<>();
    private long left;

    private SessionCursor(TapeCursor tape, Sessions.Glance glance, SessionBeginning beginning, EventReader events) {
        this.tape = tape;
        this.glance = glance;
        this.beginning = beginning;
        this.events = events;
        this.left = glance.events();
    }

    static SessionCursor begin(TapeCursor tape, Sessions.Glance glance) throws IOException {
        SeenTokens tokens = new SeenTokens();
        JsonMapper json = SessionJson.mapper(tokens);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean begun = false;
        try {
            Label label;
            do {
                TapeEntry.Frame frame = nextOf(tape, glance);
                label = frame == null ? null : Label.of(frame.about());
                if (frame == null || label == null || !label.kind().equals(TapedSession.BEGINS)) {
                    throw new IOException("the beginning of session %s is not whole".formatted(glance.session()));
                }
                byte[] part = new byte[frame.body().remaining()];
                frame.body().duplicate().get(part);
                text.writeBytes(part);
            } while (label.number() < label.count());
            SessionBeginning beginning = json.readValue(text.toByteArray(), SessionBeginning.class);
            if (beginning.format() != SessionBeginning.FORMAT) {
                throw new IOException("session %s is of format %d, this version reads %d"
                        .formatted(glance.session(), beginning.format(), SessionBeginning.FORMAT));
            }
            begun = true;
            return new SessionCursor(tape, glance, beginning, new EventReader(json, tokens));
        } catch (JacksonException e) {
            throw new IOException(
                    "the beginning of session %s cannot be read by this version: %s"
                            .formatted(glance.session(), e.getOriginalMessage()),
                    e);
        } finally {
            if (!begun) {
                tape.close();
            }
        }
    }

    /** What the engine began with. */
    public SessionBeginning beginning() {
        return beginning;
    }

    /**
     * The next event, null behind the last one that can be read.
     *
     * @throws IllegalArgumentException if what is on the tape are no events
     */
    public @Nullable EngineEvent next() throws IOException {
        while (!events.hasNext()) {
            TapeEntry.Frame frame = nextOf(tape, glance);
            if (frame == null) {
                return null;
            }
            switch (Label.of(frame.about()).kind()) {
                case TapedSession.EVENTS -> {
                    if (left > 0) {
                        events.give(frame.body());
                    }
                }
                case TapedSession.OUTCOME -> take(frame.body());
                default -> {}
            }
        }
        left--;
        return events.next();
    }

    /** Goes over what is left, for what came of it. */
    public void skipToEnd() throws IOException {
        for (TapeEntry.Frame frame = nextOf(tape, glance); frame != null; frame = nextOf(tape, glance)) {
            if (Label.of(frame.about()).kind().equals(TapedSession.OUTCOME)) {
                take(frame.body());
            }
        }
    }

    /** What came of the events read so far, since the last call, when the session ran. */
    public List<OutcomeLine> takeOutcome() {
        List<OutcomeLine> taken = List.copyOf(outcome);
        outcome.clear();
        return taken;
    }

    @Override
    public void close() throws IOException {
        tape.close();
    }

    private void take(ByteBuffer lines) {
        for (String line :
                StandardCharsets.UTF_8.decode(lines.duplicate()).toString().split("\n", -1)) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                outcome.add(new OutcomeLine(Long.parseLong(words[0]), OutcomeLine.Kind.valueOf(words[1]), words[2]));
            }
        }
    }

    private static TapeEntry.@Nullable Frame nextOf(TapeCursor tape, Sessions.Glance glance) throws IOException {
        for (TapeEntry entry = tape.next(); entry != null; entry = tape.next()) {
            if (entry instanceof TapeEntry.Frame frame
                    && frame.feed().equals(TapedSession.FEED)
                    && Label.of(frame.about()).session().equals(glance.session())) {
                return frame;
            }
        }
        return null;
    }
}
