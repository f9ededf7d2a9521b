package io.slipstream.sim.lapse;

import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.market.Draw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait until 1 to 3 others to the same client have passed them, or until their time is over. The caller holds
 * the venue's guard.
 */
public final class HeldFrames {

    /** How long a frame is held back at most, in real milliseconds. */
    public static final int LONGEST_HOLD_MILLIS = 300;

    private static final int MOST_OVERTAKING = 3;

    /** A frame that waits until so many others have passed. */
    private static final class Held {
        final String frame;
        int left;

        @Nullable
        Future<?> end;

        Held(String frame, int left) {
            this.frame = frame;
            this.left = left;
        }
    }

    private final Later later;
    private final Map<SocketClient, List<Held>> waiting = new HashMap<>();

    /** Nothing waits yet. */
    public HeldFrames(Later later) {
        this.later = later;
    }

    /** Sends a frame some frames later. */
    public void hold(SocketClient client, String frame, Draw draw) {
        Held held = new Held(frame, draw.whole(1, MOST_OVERTAKING));
        waiting.computeIfAbsent(client, _ -> new ArrayList<>()).add(held);
        held.end = later.run(LONGEST_HOLD_MILLIS, () -> release(client, held));
    }

    /** Sends something that passes what waits for the client already, and then what has been passed often enough. */
    public void overtake(SocketClient client, Runnable sending) {
        List<Held> overtaken = List.copyOf(waiting.getOrDefault(client, List.of()));
        sending.run();
        for (Held held : overtaken) {
            held.left--;
            if (held.left <= 0) {
                release(client, held);
            }
        }
    }

    /** Drops what waits for these clients. */
    public void forget(Predicate<SocketClient> clients) {
        waiting.keySet().removeIf(clients);
    }

    private void release(SocketClient client, Held held) {
        List<Held> frames = waiting.get(client);
        if (frames != null && frames.remove(held)) {
            client.send(held.frame);
            if (held.end != null) {
                held.end.cancel(false);
            }
            if (frames.isEmpty()) {
                waiting.remove(client);
            }
        }
    }
}
