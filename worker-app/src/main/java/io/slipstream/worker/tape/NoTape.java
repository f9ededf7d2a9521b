package io.slipstream.worker.tape;

import org.jspecify.annotations.Nullable;

/** Records nothing. */
final class NoTape implements Tape {

    private static final TapeFeed NOWHERE = new TapeFeed() {
        @Override
        public void frame(String text) {}

        @Override
        public void answer(String about, byte[] body) {}
    };

    @Override
    public TapeFeed feed(String name) {
        return NOWHERE;
    }

    @Override
    public @Nullable State state() {
        return null;
    }

    @Override
    public void close() {}
}
