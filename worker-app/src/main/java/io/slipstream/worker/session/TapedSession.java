package io.slipstream.worker.session;

import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.worker.tape.TapeFeed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records a session onto a tape of its own, many events in one frame: a frame ends when it is large, or a tenth of a second old.
 * What finds no room there leaves a gap that a reader sees by the events' numbers; the session cannot be replayed beyond it.
 */
public final class TapedSession implements SessionRecorder {

    private static final Logger log = LoggerFactory.getLogger(TapedSession.class);

    /** The feed's name on the tape. */
    static final String FEED = "engine";

    static final String BEGINS = "begins";
    static final String EVENTS = "events";
    static final String OUTCOME = "outcome";
    static final String ENDS = "ends";

    /** Well within what a tape keeps of a frame. */
    private static final int CHUNK = 8 << 20;

    private static final int LARGE = 64 << 10;
    private static final long OLD_NANOS = 100_000_000L;

    private final JsonMapper json = SessionJson.mapper();
    private final TapeFeed tape;
    private final String session;
    private final EventWriter events = new EventWriter(json);
    private final ByteArrayOutputStream outcome = new ByteArrayOutputStream();
    private long firstEvent;
    private long nextEvent;
    private long sinceNanos;
    private boolean failed;

    /**
     * Records onto a tape.
     *
     * @param session what the session is called
     */
    public TapedSession(TapeFeed tape, UUID session) {
        this.tape = tape;
        this.session = session.toString();
    }

    @Override
    public void begin(EngineConfig config, RestoredState restored) {
        guarded(() -> {
            byte[] whole = json.writeValueAsBytes(new SessionBeginning(SessionBeginning.FORMAT, config, restored));
            int parts = Math.ceilDiv(whole.length, CHUNK);
            for (int part = 0; part < parts; part++) {
                tape.answer(
                        "%s %s %d/%d".formatted(BEGINS, session, part + 1, parts),
                        Arrays.copyOfRange(whole, part * CHUNK, Math.min(whole.length, (part + 1) * CHUNK)));
            }
        });
    }

    @Override
    public void event(EngineEvent event) {
        guarded(() -> {
            if (nextEvent == firstEvent) {
                sinceNanos = event.atNanos();
            }
            events.write(event);
            nextEvent++;
            if (events.size() >= LARGE) {
                handOver();
            }
        });
    }

    @Override
    public void outcome(OutcomeLine line) {
        guarded(() -> outcome.writeBytes("%d %s %s\n"
                .formatted(line.atMicros(), line.kind(), line.text())
                .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void breathe(long nowNanos) {
        guarded(() -> {
            if (nextEvent > firstEvent && nowNanos - sinceNanos >= OLD_NANOS) {
                handOver();
            }
        });
    }

    @Override
    public void end() {
        guarded(() -> {
            handOver();
            tape.answer("%s %s %d".formatted(ENDS, session, nextEvent), new byte[0]);
        });
    }

    /** What cannot be recorded ends the recording and nothing else: the engine goes on. */
    private void guarded(Runnable what) {
        if (failed) {
            return;
        }
        try {
            what.run();
        } catch (RuntimeException e) {
            failed = true;
            log.error("session {} is not recorded any further, and can be replayed up to here only", session, e);
        }
    }

    private void handOver() {
        if (nextEvent > firstEvent) {
            tape.answer("%s %s %d %d".formatted(EVENTS, session, firstEvent, nextEvent - firstEvent), events.take());
            firstEvent = nextEvent;
        }
        if (outcome.size() > 0) {
            tape.answer("%s %s %d".formatted(OUTCOME, session, nextEvent), outcome.toByteArray());
            outcome.reset();
        }
    }
}
