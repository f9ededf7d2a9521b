package io.slipstream.sim;

/** The offline Polymarket. */
public final class SimApplication {

    private SimApplication() {}

    /** Starts the simulator. */
    public static void main(String[] args) {
        System.out.println("polymarket-sim");
    }
}
