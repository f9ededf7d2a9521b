package io.slipstream.sim.clob;

import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.lapse.Reach;
import io.slipstream.sim.lapse.Share;
import java.util.HashMap;
import java.util.Map;

/** A way in which the market socket errs; each kind is on once at most. */
public sealed interface MarketFault {

    /** Whom it reaches. */
    Reach reach();

    /**
     * Frames that tell of a book are left out; those that open and resolve markets are not.
     *
     * @param share of the frames
     * @param reach whose frames
     */
    record LoseFrames(Share share, Reach reach) implements MarketFault {}

    /**
     * Frames come twice, the second time behind some others.
     *
     * @param share of the frames
     * @param reach whose frames
     */
    record DuplicateFrames(Share share, Reach reach) implements MarketFault {}

    /**
     * Frames are held back behind some others.
     *
     * @param share of the frames
     * @param reach whose frames
     */
    record ReorderFrames(Share share, Reach reach) implements MarketFault {}

    /**
     * Garbage is sent beside frames.
     *
     * @param share of the frames that have garbage beside them
     * @param reach whose frames
     */
    record GarbageFrames(Share share, Reach reach) implements MarketFault {}

    /**
     * Nothing is pushed, and it does not come later either; PING is answered.
     *
     * @param reach whose frames
     */
    record SilentSockets(Reach reach) implements MarketFault {}

    /**
     * Some tokens are not told of: none of their frames is pushed, not even the book of a subscription, while everything else flows.
     * Which ones are drawn anew for each connection; subscribing there again does not help.
     */
    final class SilentTokens implements MarketFault {

        private final Share share;
        private final Reach reach;
        private final Map<SocketClient, Map<String, Boolean>> drawn = new HashMap<>();

        /**
         * Nothing is drawn yet.
         *
         * @param share of a connection's tokens
         * @param reach whose tokens
         */
        public SilentTokens(Share share, Reach reach) {
            this.share = share;
            this.reach = reach;
        }

        @Override
        public Reach reach() {
            return reach;
        }

        boolean silences(SocketClient client, String token) {
            return drawn.computeIfAbsent(client, _ -> new HashMap<>()).computeIfAbsent(token, _ -> share.hit());
        }

        void forget(SocketClient client) {
            drawn.remove(client);
        }
    }
}
