package io.slipstream.worker.tape;

/** Where one feed's frames go. Cheap enough to be called before a frame is looked at. */
public interface TapeFeed {

    /** A frame of a socket. */
    void frame(String text);

    /**
     * An answer to something that was asked.
     *
     * @param about the request, without anything that is secret
     * @param body what was answered; it must not change any more
     */
    void answer(String about, byte[] body);
}
