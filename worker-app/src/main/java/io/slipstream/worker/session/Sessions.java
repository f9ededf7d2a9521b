package io.slipstream.worker.session;

import io.slipstream.worker.settings.TapeSettings;
import io.slipstream.worker.tape.TapeCursor;
import io.slipstream.worker.tape.TapeEntry;
import io.slipstream.worker.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions on a tape: each is what one run of the engine took in. */
public final class Sessions {

    private final TapeReader tape;

    private Sessions(TapeReader tape) {
        this.tape = tape;
    }

    /**
     * A session at a glance. Moments are the wall clock's, nanoseconds since 1970.
     *
     * @param fromNanos when it began
     * @param toNanos when the last of it was taken down
     * @param events that can be read in order
     * @param ended whether it was ended in order
     * @param hole why nothing can be read beyond these events, null if nothing is missing
     */
    public record Glance(
            String session,
            long fromNanos,
            long toNanos,
            long events,
            boolean ended,
            @Nullable String hole) {

        /** Whether any of it is in a window. */
        public boolean touches(long from, long to) {
            return fromNanos < to && toNanos >= from;
        }
    }

    /**
     * The sessions on the tape of a worker.
     *
     * @param directory what the worker has as {@code TAPE_DIR}
     */
    public static Sessions open(Path directory) throws IOException {
        Path inner = directory.resolve(TapeSettings.ENGINE_DIRECTORY);
        return new Sessions(TapeReader.open(Files.isDirectory(inner) ? inner : directory));
    }

    /** All of them whose beginning is still on the tape, oldest first. */
    public List<Glance> list() throws IOException {
        List<Glance> glances = new ArrayList<>();
        Tally tally = null;
        try (TapeCursor cursor = tape.stream()) {
            for (TapeEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                if (entry instanceof TapeEntry.Frame frame && frame.feed().equals(TapedSession.FEED)) {
                    Label label = Label.of(frame.about());
                    if (tally == null || !tally.session.equals(label.session())) {
                        if (tally != null && tally.began) {
                            glances.add(tally.glance());
                        }
                        tally = new Tally(label.session(), frame.wallNanos());
                    }
                    tally.count(label, frame);
                } else if (entry instanceof TapeEntry.Gap gap && tally != null) {
                    tally.lost(gap.frames() + " frames found no room on the tape");
                }
            }
        }
        if (tally != null && tally.began) {
            glances.add(tally.glance());
        }
        return glances;
    }

    /** Goes over a session from its beginning. */
    public SessionCursor read(Glance glance) throws IOException {
        return SessionCursor.begin(tape.stream(glance.fromNanos(), glance.toNanos() + 1), glance);
    }

    private static final class Tally {
        private final String session;
        private final long fromNanos;
        private long toNanos;
        private long events;
        private boolean began;
        private boolean ended;
        private @Nullable String hole;

        Tally(String session, long fromNanos) {
            this.session = session;
            this.fromNanos = fromNanos;
            this.toNanos = fromNanos;
        }

        void count(Label label, TapeEntry.Frame frame) {
            toNanos = Math.max(toNanos, frame.wallNanos());
            switch (label.kind()) {
                case TapedSession.BEGINS -> began = true;
                case TapedSession.EVENTS -> {
                    if (label.number() != events) {
                        lost("events %d to %d are missing".formatted(events, label.number() - 1));
                    } else if (frame.length() != frame.body().remaining()) {
                        lost("the events from %d on were too large for the tape".formatted(events));
                    } else if (hole == null) {
                        events += label.count();
                    }
                }
                case TapedSession.ENDS -> ended = true;
                default -> {}
            }
        }

        void lost(String what) {
            if (hole == null) {
                hole = what;
            }
        }

        Glance glance() {
            return new Glance(session, fromNanos, toNanos, events, ended, hole);
        }
    }
}
