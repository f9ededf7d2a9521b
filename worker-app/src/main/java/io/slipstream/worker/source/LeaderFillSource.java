package io.slipstream.worker.source;

/** Where leader fills come from. They are handed to the engine's inbox. */
public interface LeaderFillSource {

    /** Begins to deliver. */
    void start();

    /** Ends; what was not delivered is delivered after the next start. */
    void stop();
}
