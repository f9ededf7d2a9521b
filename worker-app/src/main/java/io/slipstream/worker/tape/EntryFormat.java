package io.slipstream.worker.tape;

/** The entries of a block, each with its kind before it. */
final class EntryFormat {

    /** A feed's number in this block (u16), and its name (u16 length, UTF-8); before its first entry in the block. */
    static final byte NAME = 1;

    /**
     * Feed (u16), wall and monotonic nanoseconds (i64), length of the request (u16) and the request, length of the whole
     * frame (u32), length of what is kept of it (u32), and that.
     */
    static final byte FRAME = 2;

    /** Feed (u16), frames (i64), first and last moment (i64), wall. */
    static final byte GAP = 3;

    /** More of a frame is not kept. */
    static final int LARGEST_FRAME = 16 << 20;

    /** More of a request is not kept. */
    static final int LARGEST_REQUEST = 8 << 10;

    private EntryFormat() {}
}
