package io.slipstream.launcher;

/** The command line. */
public final class Slipstream {

    private Slipstream() {}

    /** Runs a command. */
    public static void main(String[] args) {
        System.out.println("slipstream");
    }
}
