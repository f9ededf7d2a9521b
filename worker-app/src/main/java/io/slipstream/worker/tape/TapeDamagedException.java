package io.slipstream.worker.tape;

import java.io.IOException;

/** What stands on a tape is not what was written, or something is missing between. */
public final class TapeDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    TapeDamagedException(String file, long offset, String what) {
        super("the tape is damaged: %s, byte %d: %s".formatted(file, offset, what));
        this.file = file;
        this.offset = offset;
    }

    /** The segment's file name. */
    public String file() {
        return file;
    }

    /** Where in the file the damage shows, in bytes. */
    public long offset() {
        return offset;
    }
}
