package io.slipstream.sim.node;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.lapse.HeldFrames;
import io.slipstream.sim.lapse.Later;
import io.slipstream.sim.node.NodeFault.DuplicateFrames;
import io.slipstream.sim.node.NodeFault.GarbageFrames;
import io.slipstream.sim.node.NodeFault.ReorderFrames;

/**
 * Sends the subscription frames of one node: in order, unless faults double them, hold them back or put garbage beside
 * them. No frame is ever lost here. The caller holds the venue's guard.
 */
public final class Frames {

    private final ActiveFaults<NodeFault> faults;
    private final Garbage garbage;
    private final HeldFrames held;

    /** Frames that are sent as these faults have it. */
    public Frames(ActiveFaults<NodeFault> faults, Garbage garbage, Later later) {
        this.faults = faults;
        this.garbage = garbage;
        this.held = new HeldFrames(later);
    }

    /** Sends a frame of a subscription that tells of a block. */
    public void send(SocketClient client, String subscription, String frame, Block block) {
        held.overtake(client, () -> {
            ReorderFrames reorder = faults.get(ReorderFrames.class);
            if (reorder != null && reorder.share().hit()) {
                held.hold(client, frame, reorder.share().draw());
            } else {
                client.send(frame);
            }
            DuplicateFrames duplicate = faults.get(DuplicateFrames.class);
            if (duplicate != null && duplicate.share().hit()) {
                held.hold(client, frame, duplicate.share().draw());
            }
            GarbageFrames nonsense = faults.get(GarbageFrames.class);
            if (nonsense != null && nonsense.share().hit()) {
                client.send(garbage.frame(nonsense.share().draw(), subscription, block));
            }
        });
    }

    /** Forgets what waits for a client. */
    public void forget(SocketClient client) {
        held.forget(client::equals);
    }
}
