package io.slipstream.worker.tape;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Between the feeds' threads and the writer's. Bounded by weight; what finds no room is counted for its feed, and the count
 * goes into the queue before the feed's next frame that does. The writer looks by itself: nobody is woken.
 */
final class TapeQueue {

    /** Room is given back in portions of the whole: a counter that both sides change all the time slows both down. */
    private static final int PORTIONS = 64;

    private final Queue<Queued> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final Map<String, RecordedFeed> feeds = new ConcurrentHashMap<>();
    private final AtomicInteger nextFeed = new AtomicInteger();
    private final long mostWeight;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final TapeMeters meters;
    private volatile boolean open = true;
    /** Taken out by the writer, and not yet given back as room. */
    private long takenWeight;

    TapeQueue(long mostWeight, InstantSource clock, LongSupplier nanoTime, TapeMeters meters) {
        this.mostWeight = mostWeight;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.meters = meters;
    }

    RecordedFeed feed(String name) {
        return feeds.computeIfAbsent(name, _ -> new RecordedFeed(nextFeed.getAndIncrement(), name, this));
    }

    long wallNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    long monotonicNanos() {
        return nanoTime.getAsLong();
    }

    /** Takes it if there is room, and counts it if there is none. Any thread. */
    void offer(Queued item) {
        if (!open || !admits(item.weight())) {
            lose(item);
            return;
        }
        Queued.Gap gap = item.feed().takeGap();
        if (gap != null) {
            queue.add(gap);
        }
        queue.add(item);
    }

    /** What waits longest, null if nothing does. The writer's thread. */
    @Nullable
    Queued poll() {
        Queued item = queue.poll();
        if (item != null) {
            takenWeight += item.weight();
            if (takenWeight > mostWeight / PORTIONS) {
                giveRoom();
            }
            return item;
        }
        giveRoom();
        for (RecordedFeed feed : feeds.values()) {
            Queued.Gap gap = feed.takeGap();
            if (gap != null) {
                return gap;
            }
        }
        return null;
    }

    /** Whether frames are taken; while they are not, they are counted. */
    void open(boolean now) {
        open = now;
    }

    /** Counts everything that waits as lost. The writer's thread. */
    void loseAll() {
        for (Queued item = queue.poll(); item != null; item = queue.poll()) {
            takenWeight += item.weight();
            lose(item);
        }
        giveRoom();
    }

    /** Counts as lost. */
    void lose(Queued item) {
        switch (item) {
            case Queued.Text text -> lost(text.feed(), text.wallNanos());
            case Queued.Answer answer -> lost(answer.feed(), answer.wallNanos());
            case Queued.Gap gap -> gap.feed().lose(gap.frames(), gap.fromNanos(), gap.untilNanos());
        }
    }

    private void giveRoom() {
        if (takenWeight == 0) {
            return;
        }
        weight.addAndGet(-takenWeight);
        takenWeight = 0;
    }

    private void lost(RecordedFeed feed, long wallNanos) {
        meters.dropped(1);
        feed.lose(1, wallNanos, wallNanos);
    }

    private boolean admits(long more) {
        long now = weight.addAndGet(more);
        if (now > mostWeight && now != more) { // one alone is always taken
            weight.addAndGet(-more);
            return false;
        }
        return true;
    }
}
