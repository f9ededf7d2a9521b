package io.slipstream.sim.clob;

import io.slipstream.sim.clob.MarketFault.DuplicateFrames;
import io.slipstream.sim.clob.MarketFault.GarbageFrames;
import io.slipstream.sim.clob.MarketFault.LoseFrames;
import io.slipstream.sim.clob.MarketFault.ReorderFrames;
import io.slipstream.sim.clob.MarketFault.SilentSockets;
import io.slipstream.sim.clob.MarketFault.SilentTokens;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.lapse.FaultTarget;
import io.slipstream.sim.lapse.HeldFrames;
import io.slipstream.sim.lapse.Later;
import io.slipstream.sim.venue.VenueGuard;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the frames of the market socket: all of them and in order, unless faults have it otherwise. Answers to a client,
 * such as PONG, do not come this way. Whoever pushes holds the venue's guard.
 */
public final class MarketPush implements FaultTarget<MarketFault> {

    private final VenueGuard guard;
    private final HeldFrames held;
    private final ActiveFaults<MarketFault> faults = new ActiveFaults<>();

    /**
     * No fault is on.
     *
     * @param guard of the venue
     * @param later for what is sent late
     */
    public MarketPush(VenueGuard guard, Later later) {
        this.guard = guard;
        this.held = new HeldFrames(later);
    }

    @Override
    public MarketFault switchOn(Supplier<MarketFault> made) {
        return guard.read(() -> {
            MarketFault fault = made.get();
            faults.add(fault);
            if (fault instanceof SilentSockets(var reach)) {
                held.forget(reach::includes);
            }
            return fault;
        });
    }

    @Override
    public void switchOff(MarketFault fault) {
        guard.run(() -> faults.remove(fault));
    }

    @Override
    public boolean isOn(MarketFault fault) {
        return guard.read(() -> faults.has(fault));
    }

    /** Sends a frame that tells of a market's book: levels, trades, ticks, quotes. */
    void book(SocketClient client, Market market, String frame) {
        LoseFrames losses = on(LoseFrames.class, client);
        if (losses == null || !losses.share().hit()) {
            news(client, market, frame);
        }
    }

    /** Whether nothing of this token is told to this client. */
    boolean isSilent(SocketClient client, String token) {
        SilentTokens silence = on(SilentTokens.class, client);
        return silence != null && silence.silences(client, token);
    }

    /** Sends a frame that nothing else tells of and that no loss takes away: a market opened or was resolved. */
    void news(SocketClient client, Market market, String frame) {
        if (on(SilentSockets.class, client) == null) {
            held.overtake(client, () -> push(client, market, frame));
        }
    }

    /** Forgets a client that is gone, and the faults that were its alone. */
    void forget(SocketClient client) {
        held.forget(client::equals);
        SilentTokens silence = faults.get(SilentTokens.class);
        if (silence != null) {
            silence.forget(client);
        }
        faults.removeIf(fault -> fault.reach().endsWith(client));
    }

    private void push(SocketClient client, Market market, String frame) {
        ReorderFrames reorder = on(ReorderFrames.class, client);
        if (reorder != null && reorder.share().hit()) {
            held.hold(client, frame, reorder.share().draw());
        } else {
            client.send(frame);
        }
        DuplicateFrames duplicate = on(DuplicateFrames.class, client);
        if (duplicate != null && duplicate.share().hit()) {
            held.hold(client, frame, duplicate.share().draw());
        }
        GarbageFrames nonsense = on(GarbageFrames.class, client);
        if (nonsense != null && nonsense.share().hit()) {
            client.send(MarketGarbage.frame(nonsense.share().draw(), market));
        }
    }

    private <F extends MarketFault> @Nullable F on(Class<F> kind, SocketClient client) {
        F fault = faults.get(kind);
        return fault != null && fault.reach().includes(client) ? fault : null;
    }
}
