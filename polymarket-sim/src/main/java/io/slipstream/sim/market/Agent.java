package io.slipstream.sim.market;

/** Somebody who acts on the venue from time to time. */
interface Agent {

    /** Answer of {@link #act} that ends the agent's life. */
    long DONE = -1;

    /**
     * Acts once.
     *
     * @param nowMillis simulated milliseconds
     * @return after how many simulated milliseconds to act again, or {@link #DONE}
     */
    long act(long nowMillis);
}
