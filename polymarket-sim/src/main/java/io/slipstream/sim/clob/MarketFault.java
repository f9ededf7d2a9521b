package io.slipstream.sim.clob;

import io.slipstream.sim.lapse.Reach;
import io.slipstream.sim.lapse.Share;

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
}
