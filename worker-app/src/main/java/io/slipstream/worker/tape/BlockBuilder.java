package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the entries of the next block. Owned by the writer's thread. */
final class BlockBuilder {

    private static final int USUAL_CAPACITY = 2 << 20;
    private static final int NO_TEXT = 64;

    private ByteBuffer raw = ByteBuffer.allocateDirect(USUAL_CAPACITY);
    private final Map<RecordedFeed, Tally> tallies = new HashMap<>();
    private final List<Queued.Gap> gaps = new ArrayList<>();
    private int frames;
    private long leastNanos = Long.MAX_VALUE;
    private long mostNanos = Long.MIN_VALUE;

    /** What of a feed is in the block. */
    private static final class Tally {
        private long frames;
        private long fromNanos = Long.MAX_VALUE;
        private long untilNanos = Long.MIN_VALUE;

        void count(long wallNanos) {
            frames++;
            fromNanos = Math.min(fromNanos, wallNanos);
            untilNanos = Math.max(untilNanos, wallNanos);
        }
    }

    void add(Queued item) {
        switch (item) {
            case Queued.Text text ->
                frame(
                        text.feed(),
                        text.wallNanos(),
                        text.monotonicNanos(),
                        "",
                        ByteBuffer.wrap(text.text().getBytes(StandardCharsets.UTF_8)));
            case Queued.Answer answer ->
                frame(
                        answer.feed(),
                        answer.wallNanos(),
                        answer.monotonicNanos(),
                        answer.about(),
                        answer.body().duplicate());
            case Queued.Gap gap -> {
                tally(gap.feed());
                room(NO_TEXT);
                raw.put(EntryFormat.GAP)
                        .putShort((short) gap.feed().id())
                        .putLong(gap.frames())
                        .putLong(gap.fromNanos())
                        .putLong(gap.untilNanos());
                gaps.add(gap);
                within(gap.fromNanos());
                within(gap.untilNanos());
            }
        }
    }

    boolean isEmpty() {
        return raw.position() == 0;
    }

    /** Bytes so far. */
    int size() {
        return raw.position();
    }

    int frames() {
        return frames;
    }

    /** The earliest moment, 0 in an empty block. */
    long leastNanos() {
        return isEmpty() ? 0 : leastNanos;
    }

    /** The latest moment, 0 in an empty block. */
    long mostNanos() {
        return isEmpty() ? 0 : mostNanos;
    }

    /** The entries, to be read once. */
    ByteBuffer entries() {
        return raw.duplicate().flip();
    }

    /** Begins the next block. */
    void clear() {
        if (raw.capacity() > 2 * USUAL_CAPACITY) {
            raw = ByteBuffer.allocateDirect(USUAL_CAPACITY);
        }
        raw.clear();
        tallies.clear();
        gaps.clear();
        frames = 0;
        leastNanos = Long.MAX_VALUE;
        mostNanos = Long.MIN_VALUE;
    }

    /** Counts everything in it as lost, and begins the next. */
    void lose(TapeMeters meters) {
        tallies.forEach((feed, tally) -> {
            if (tally.frames > 0) {
                feed.lose(tally.frames, tally.fromNanos, tally.untilNanos);
            }
        });
        gaps.forEach(gap -> gap.feed().lose(gap.frames(), gap.fromNanos(), gap.untilNanos()));
        meters.dropped(frames);
        clear();
    }

    private void frame(RecordedFeed feed, long wallNanos, long monotonicNanos, String about, ByteBuffer body) {
        tally(feed).count(wallNanos);
        byte[] request = about.getBytes(StandardCharsets.UTF_8);
        int requestLength = Math.min(request.length, EntryFormat.LARGEST_REQUEST);
        int length = body.remaining();
        body.limit(body.position() + Math.min(length, EntryFormat.LARGEST_FRAME));
        room(NO_TEXT + requestLength + body.remaining());
        raw.put(EntryFormat.FRAME)
                .putShort((short) feed.id())
                .putLong(wallNanos)
                .putLong(monotonicNanos)
                .putShort((short) requestLength)
                .put(request, 0, requestLength)
                .putInt(length)
                .putInt(body.remaining())
                .put(body);
        frames++;
        within(wallNanos);
    }

    /** A feed's name stands before its first entry, so that each block can be read alone. */
    private Tally tally(RecordedFeed feed) {
        Tally known = tallies.get(feed);
        if (known != null) {
            return known;
        }
        byte[] name = feed.name().getBytes(StandardCharsets.UTF_8);
        room(NO_TEXT + name.length);
        raw.put(EntryFormat.NAME)
                .putShort((short) feed.id())
                .putShort((short) name.length)
                .put(name);
        Tally fresh = new Tally();
        tallies.put(feed, fresh);
        return fresh;
    }

    private void within(long wallNanos) {
        leastNanos = Math.min(leastNanos, wallNanos);
        mostNanos = Math.max(mostNanos, wallNanos);
    }

    private void room(int bytes) {
        if (raw.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(2 * raw.capacity(), raw.position() + bytes));
            raw = larger.put(raw.flip());
        }
    }
}
