package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import org.jspecify.annotations.Nullable;

/**
 * A token's book as one line tells it: trusted from a snapshot on that the line's changes lead on from, until something of it
 * is lost.
 */
final class LineBook {

    /**
     * A question on another connection may overtake the subscription. What is asked for this long after it is answered by a
     * venue that pushes already.
     */
    static final long SETTLING_NANOS = 250_000_000L;

    static final int NO_LINE = -1;

    /** Messages of one line come in order: times that run back further than this contradict each other. */
    static final long CONTRADICTION_MILLIS = 60_000;

    /** A book that waits for a snapshot waits no longer for one that is as new as a time which so many contradict. */
    static final int MOST_REFUSALS = 5;

    private final TickBook book;
    private final @Nullable BookHistory history;
    private int line = NO_LINE;
    private boolean trusted;
    private boolean pushes;
    private long carriedSinceNanos;
    private long snapshotMillis;
    private long exchangeMillis;
    private long confirmedNanos;
    private boolean touched;
    private boolean contradicted;
    private int refusals;

    /** What a snapshot changed. */
    enum Replacement {
        /** Nothing. */
        SAME,
        /** It is of a later moment than the book. */
        NEWER,
        /** It is of the same moment as the trusted book, and differs. */
        DIVERGED
    }

    /**
     * Without a line at first.
     *
     * @param history told what every change overwrites, if anybody wants to know
     */
    LineBook(TickBook book, @Nullable BookHistory history) {
        this.book = book;
        this.history = history;
    }

    TickBook book() {
        return book;
    }

    int line() {
        return line;
    }

    boolean trusted() {
        return trusted;
    }

    /** Whether the line has pushed something of it. */
    boolean pushes() {
        return pushes;
    }

    /** The newest moment that the venue has told of, its epoch milliseconds. */
    long exchangeMillis() {
        return exchangeMillis;
    }

    /** Until when the book is known to have been what it is, epoch nanoseconds. */
    long confirmedNanos() {
        return confirmedNanos;
    }

    /** From now on this line tells of it, and nothing is known yet. */
    void begin(int newLine, long nowNanos) {
        line = newLine;
        trusted = false;
        pushes = false;
        carriedSinceNanos = nowNanos;
        snapshotMillis = 0;
        exchangeMillis = 0;
        refusals = 0;
    }

    /** The line is gone. */
    void end() {
        line = NO_LINE;
        trusted = false;
    }

    /** The line goes on and has lost something. */
    void distrust() {
        trusted = false;
    }

    /** Void until a snapshot of that moment or a later one comes: what is older lacks what has happened. */
    void awaitSnapshot(long millis) {
        trusted = false;
        exchangeMillis = Math.max(exchangeMillis, millis);
    }

    /** Whether the changes that the line pushes lead on from this snapshot, and nothing newer is known. */
    boolean takes(BookUpdate.Snapshot snapshot) {
        boolean pushed = snapshot.askedNanos() == BookUpdate.PUSHED;
        boolean leadsOn = pushed
                || line == LiveBooks.ASKED
                || snapshot.askedNanos() >= carriedSinceNanos + (pushes ? 0 : SETTLING_NANOS);
        if (line == NO_LINE || !leadsOn) {
            return false;
        }
        boolean newEnough = snapshot.exchangeMillis() >= exchangeMillis;
        if (!trusted && snapshot.exchangeMillis() < exchangeMillis - CONTRADICTION_MILLIS) {
            refusals++;
        }
        return newEnough || refusals > MOST_REFUSALS;
    }

    /**
     * Takes a whole book that is taken; only what is different is a change.
     *
     * @param wanted the book as it is to be
     */
    Replacement replace(TickBook wanted, BookUpdate.Snapshot snapshot, long nowNanos) {
        boolean sameMoment = trusted && snapshot.exchangeMillis() == exchangeMillis;
        int different = become(wanted, nowNanos);
        exchangeMillis = snapshot.exchangeMillis();
        snapshotMillis = snapshot.exchangeMillis();
        confirmedNanos = snapshot.askedNanos() == BookUpdate.PUSHED ? nowNanos : snapshot.askedNanos();
        pushes |= snapshot.askedNanos() == BookUpdate.PUSHED;
        trusted = true;
        refusals = 0;
        if (different == 0) {
            return Replacement.SAME;
        }
        return sameMoment ? Replacement.DIVERGED : Replacement.NEWER;
    }

    /** Goes on as another line's book, with undo records for what is different. */
    void takeOver(LineBook other, long nowNanos) {
        become(other.book, nowNanos);
        line = other.line;
        trusted = other.trusted;
        pushes = other.pushes;
        carriedSinceNanos = other.carriedSinceNanos;
        snapshotMillis = other.snapshotMillis;
        exchangeMillis = other.exchangeMillis;
        confirmedNanos = other.confirmedNanos;
        touched = other.touched;
    }

    /** Takes a level's new size, unless the book waits for a snapshot or has a newer one. */
    void apply(BookUpdate.Change change, BookUpdate.Changes frame, long nowNanos) {
        pushes = true;
        long frameMillis = frame.exchangeMillis();
        long sinceMillis = frame.sinceMillis();
        boolean contradicts = frameMillis < exchangeMillis - CONTRADICTION_MILLIS;
        if (trusted && sinceMillis < snapshotMillis) {
            // one of the two times is wrong: either the snapshot is not what it says, or the frame is not old
            boolean wrong = sinceMillis < exchangeMillis - CONTRADICTION_MILLIS;
            // the snapshot is newer than some of the merged frames: which changes are of those is not told
            boolean straddles = frameMillis >= snapshotMillis;
            if (wrong || straddles) {
                trusted = false;
                contradicted = true;
            }
        }
        boolean applies = trusted && frameMillis >= snapshotMillis;
        if (!trusted || applies) {
            exchangeMillis = contradicts ? frameMillis : Math.max(exchangeMillis, frameMillis);
        }
        if (applies) {
            set(change.side(), change.price(), change.sizeMicros(), nowNanos);
            confirmedNanos = nowNanos - Lines.lag(frameMillis, nowNanos);
            // within a snapshot's own millisecond it may hold more than the frame knows of
            touched = frameMillis > snapshotMillis;
        }
    }

    /** Whether the frame at hand has changed it, and it can be held against what the frame states. */
    boolean touched() {
        return touched && trusted;
    }

    /** The frame at hand is done; tells whether it contradicted what came before it. */
    boolean endFrame() {
        boolean did = contradicted;
        touched = false;
        contradicted = false;
        return did;
    }

    /** Whether the top is what a change says it is. */
    boolean hasTop(BookUpdate.Change change) {
        return book.bestBid() == change.bestBid() && book.bestAsk() == change.bestAsk();
    }

    /** Whether the top is this. */
    boolean hasTop(int bestBid, int bestAsk) {
        return book.bestBid() == bestBid && book.bestAsk() == bestAsk;
    }

    /** Whether all its levels are another line's. */
    boolean sameAs(LineBook other) {
        for (Side side : Side.values()) {
            if (book.depth(side) != other.book.depth(side)) {
                return false;
            }
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                if (book.sizeAt(side, price) != other.book.sizeAt(side, price)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether somebody bids what somebody asks, or more. */
    boolean crossed() {
        return book.bestBid() >= book.bestAsk();
    }

    /** Whether its best prices are the other outcome's: who bids p for YES offers NO at 1 - p. */
    boolean mirrorsTop(LineBook other) {
        return book.bestBid() == Price.ONE - other.book.bestAsk() && book.bestAsk() == Price.ONE - other.book.bestBid();
    }

    /** Whether all its levels are the other outcome's. */
    boolean mirrors(LineBook other) {
        for (Side side : Side.values()) {
            if (book.depth(side) != other.book.depth(side.opposite())) {
                return false;
            }
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                if (book.sizeAt(side, price) != other.book.sizeAt(side.opposite(), Price.ONE - price)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Tells how many levels that changed. */
    private int become(TickBook wanted, long nowNanos) {
        int different = 0;
        for (Side side : Side.values()) {
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                if (wanted.sizeAt(side, price) == 0) {
                    different += set(side, price, 0, nowNanos);
                }
            }
            for (int price = wanted.best(side); price >= 0; price = wanted.worseThan(side, price)) {
                different += set(side, price, wanted.sizeAt(side, price), nowNanos);
            }
        }
        return different;
    }

    private int set(Side side, int price, long sizeMicros, long nowNanos) {
        long before = book.set(side, price, sizeMicros);
        if (before == sizeMicros) {
            return 0;
        }
        if (history != null) {
            history.record(nowNanos, side, price, before);
        }
        return 1;
    }
}
