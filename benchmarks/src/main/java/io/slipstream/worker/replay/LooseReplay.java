package io.slipstream.worker.replay;

import io.slipstream.worker.session.SessionCursor;
import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The recorded sessions of a directory replayed as the command does it, with the time of each step: for benchmarks. */
public final class LooseReplay {

    private LooseReplay() {}

    /**
     * What it took, in nanoseconds.
     *
     * @param listNanos to look through the tape for sessions
     * @param proofNanos to run the session through a new engine and compare what came of it with what was taken down
     */
    public record Times(long events, long listNanos, long proofNanos) {}

    /**
     * Replays the only session of a tape.
     *
     * @throws IllegalStateException if it came out otherwise than it was
     */
    public static Times prove(Path directory) throws IOException {
        long began = System.nanoTime();
        Sessions sessions = Sessions.open(directory);
        Sessions.Glance session = sessions.list().getFirst();
        long listed = System.nanoTime();
        PrintWriter nobody = new PrintWriter(PrintWriter.nullWriter());
        Proof proof = Proof.of(
                sessions,
                session,
                new Window(Long.MIN_VALUE, Long.MAX_VALUE),
                Long.MAX_VALUE,
                null,
                new Progress("replay", session, nobody, System::nanoTime));
        long proved = System.nanoTime();
        if (!proof.holds()) {
            throw new IllegalStateException("the replay differs: "
                    + proof.byTape().now().firstDifference(proof.byTape().then()));
        }
        return new Times(proof.events(), listed - began, proved - listed);
    }

    /** Reads all events of the only session and gives them to nobody; tells how long that takes, in nanoseconds. */
    public static long read(Path directory) throws IOException {
        Sessions sessions = Sessions.open(directory);
        Sessions.Glance session = sessions.list().getFirst();
        long began = System.nanoTime();
        try (SessionCursor cursor = sessions.read(session)) {
            while (cursor.next() != null) {
                // nothing to do with it
            }
        }
        return System.nanoTime() - began;
    }
}
