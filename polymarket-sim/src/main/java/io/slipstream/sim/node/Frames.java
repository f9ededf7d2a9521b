package io.slipstream.sim.node;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.node.NodeFault.DuplicateFrames;
import io.slipstream.sim.node.NodeFault.GarbageFrames;
import io.slipstream.sim.node.NodeFault.ReorderFrames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends the subscription frames of one node: in order, unless faults double them, hold them back or put garbage beside
 * them. No frame is ever lost here. The caller holds the venue's guard.
 */
public final class Frames {

    /** How long a frame is held back at most, in real milliseconds. */
    public static final int LONGEST_HOLD_MILLIS = 300;

    private static final int MOST_OVERTAKING = 3;

    /** Runs something later, under the venue's guard. */
    @FunctionalInterface
    public interface Later {

        /** Runs it after real milliseconds, unless it is cancelled. */
        Future<?> run(int millis, Runnable task);
    }

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

    private final ActiveFaults faults;
    private final Garbage garbage;
    private final Later later;
    private final Map<SocketClient, List<Held>> waiting = new HashMap<>();

    /** Frames that are sent as these faults have it. */
    public Frames(ActiveFaults faults, Garbage garbage, Later later) {
        this.faults = faults;
        this.garbage = garbage;
        this.later = later;
    }

    /** Sends a frame of a subscription that tells of a block. */
    public void send(SocketClient client, String subscription, String frame, Block block) {
        List<Held> overtaken = List.copyOf(waiting.getOrDefault(client, List.of()));
        ReorderFrames reorder = faults.get(ReorderFrames.class);
        if (reorder != null && reorder.share().hit()) {
            hold(client, frame, reorder.share().draw());
        } else {
            client.send(frame);
        }
        DuplicateFrames duplicate = faults.get(DuplicateFrames.class);
        if (duplicate != null && duplicate.share().hit()) {
            hold(client, frame, duplicate.share().draw());
        }
        GarbageFrames nonsense = faults.get(GarbageFrames.class);
        if (nonsense != null && nonsense.share().hit()) {
            client.send(garbage.frame(nonsense.share().draw(), subscription, block));
        }
        for (Held held : overtaken) {
            held.left--;
            if (held.left <= 0) {
                release(client, held);
            }
        }
    }

    /** Forgets what waits for a client. */
    public void forget(SocketClient client) {
        waiting.remove(client);
    }

    private void hold(SocketClient client, String frame, Draw draw) {
        Held held = new Held(frame, draw.whole(1, MOST_OVERTAKING));
        waiting.computeIfAbsent(client, _ -> new ArrayList<>()).add(held);
        held.end = later.run(LONGEST_HOLD_MILLIS, () -> release(client, held));
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
