package io.slipstream.sim.http;

/** What a feed does with its socket clients. */
public interface SocketService {

    /** A client sent a text message. */
    void received(SocketClient client, String message);

    /** A client is gone; it is told exactly once per client. */
    void gone(SocketClient client);
}
