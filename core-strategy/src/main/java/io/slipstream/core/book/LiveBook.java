package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token's book with what came before it. One line tells of it; a second one, where there is, stands by with a book of its
 * own and takes over when the first loses something. Its epoch begins with every snapshot that makes it trusted again: nothing
 * is read from a book of an epoch that has ended.
 */
final class LiveBook {

    private final TokenId tokenId;
    private final TrustTimeline trust = new TrustTimeline();
    private final BookHistory history;
    private @Nullable MergedSpans merged;
    private final LineBook first;
    private @Nullable LineBook standby;
    private @Nullable PrintMerge prints;
    private @Nullable LiveBook mirror;
    private boolean begun;
    private int missed = LineBook.NO_LINE;
    private boolean frameIsFaulty;
    private boolean standbyIsFaulty;
    private @Nullable Integer tick;
    private final IntegrityCount integrity = new IntegrityCount();
    private final Service service = new Service();
    private Service.@Nullable Remedy remedy;
    private int remedyLine;
    private long standbyToldNanos;
    private BookUpdate.@Nullable Top stated;

    LiveBook(TokenId tokenId, long windowNanos) {
        this.tokenId = tokenId;
        this.history = new BookHistory(windowNanos);
        this.first = new LineBook(new TickBook(), history);
    }

    TokenId tokenId() {
        return tokenId;
    }

    OrderBook book() {
        return first.book();
    }

    boolean trusted() {
        return first.trusted();
    }

    /** The other outcome of its market. */
    void pair(LiveBook other) {
        mirror = other;
    }

    /** It is given up: the other outcome stands alone. */
    void unpair() {
        if (mirror != null) {
            mirror.mirror = null;
        }
    }

    @Nullable
    LiveBook mirror() {
        return mirror;
    }

    Integrity integrity() {
        return integrity.toIntegrity();
    }

    /**
     * How old the quote may be: since its last update, or, of a line that serves it, since that was last heard, whichever is newer.
     */
    long ageNanos(Lines lines, long nowNanos) {
        long sinceUpdate = nowNanos - first.confirmedNanos();
        return first.line() == LiveBooks.ASKED || !service.served()
                ? sinceUpdate
                : Math.min(sinceUpdate, lines.ageNanos(first.line(), nowNanos));
    }

    /** A line begins to tell of it: as the only one, as the one that it was before, or as the standby. */
    void carry(int line, long nowNanos) {
        if (first.line() == LineBook.NO_LINE || first.line() == line) {
            first.begin(line, nowNanos);
            beginService(nowNanos);
            failOver(nowNanos);
        } else {
            standby = new LineBook(new TickBook(), null);
            standby.begin(line, nowNanos);
            prints = prints == null ? new PrintMerge() : prints;
        }
    }

    /** Whether this trade comes over a line that tells of it, and no other line has told of it before. */
    boolean isNews(int line, BookUpdate.Print print, long nowNanos) {
        boolean tells = line == first.line() || (standby != null && line == standby.line());
        return tells && (prints == null || prints.isNews(line, print, nowNanos));
    }

    boolean isKeptFrom(int line) {
        return first.line() == line;
    }

    /** A line does not tell of it any more. */
    void interrupt(int line, long nowNanos) {
        if (standby != null && standby.line() == line) {
            standby = null;
        } else if (first.line() == line) {
            first.end();
            service.end();
            failOver(nowNanos);
        }
    }

    /** A line goes on and has lost something; the newest of it is of that moment. */
    void doubt(int line, long lostUpToMillis, long nowNanos) {
        if (standby != null && standby.line() == line) {
            standby.awaitSnapshot(lostUpToMillis);
        } else if (first.line() == line) {
            first.awaitSnapshot(lostUpToMillis);
            failOver(nowNanos);
        }
    }

    /** The price grid changed: whatever any line knew is void, unless another line has told of the same change before. */
    void newGrid(int line, int newTick, long millis, long nowNanos) {
        boolean known = tick != null && tick == newTick;
        tick = newTick;
        if (standby != null && (!known || standby.line() == line)) {
            standby.awaitSnapshot(millis);
        }
        if (!known || first.line() == line) {
            first.awaitSnapshot(millis);
            failOver(nowNanos);
        }
    }

    /**
     * Takes a whole book, for the lines that lead on from it.
     *
     * @param wanted the snapshot's levels
     * @return whether a line that waits for a snapshot did not take it, or it is no book
     */
    boolean replace(int line, BookUpdate.Snapshot snapshot, TickBook wanted, long nowNanos) {
        if (wanted.bestBid() >= wanted.bestAsk()) {
            integrity.isCrossed(true);
            return true;
        }
        boolean refused = false;
        if (standby != null && (line == LiveBooks.ASKED || line == standby.line())) {
            standbyToldNanos = line == standby.line() ? nowNanos : standbyToldNanos;
            if (standby.takes(snapshot)) {
                standby.replace(wanted, snapshot, nowNanos);
            } else {
                refused = !standby.trusted();
            }
        }
        if (line == LiveBooks.ASKED || line == first.line()) {
            if (line != LiveBooks.ASKED) {
                service.told(nowNanos);
            }
            if (first.takes(snapshot)) {
                begin(nowNanos);
                boolean wasTrusted = first.trusted();
                LineBook.Replacement replacement = first.replace(wanted, snapshot, nowNanos);
                if (first.line() != LiveBooks.ASKED
                        && service.answered(wasTrusted, replacement != LineBook.Replacement.SAME, nowNanos)) {
                    need(nowNanos);
                }
                if (wasTrusted) {
                    integrity.compared(replacement == LineBook.Replacement.DIVERGED);
                    missed = line == LiveBooks.ASKED && replacement != LineBook.Replacement.SAME
                            ? first.line()
                            : LineBook.NO_LINE;
                } else {
                    integrity.beginEpoch();
                }
                tick = snapshot.tick() == null
                        ? tick
                        : Integer.valueOf(snapshot.tick().size());
            } else {
                refused |= !first.trusted();
            }
        }
        trust.become(first.trusted(), nowNanos);
        return refused;
    }

    /** The line that did not tell of what the last snapshot showed, if that was asked for; forgotten thereby. */
    int takeMissed() {
        int line = missed;
        missed = LineBook.NO_LINE;
        return line;
    }

    /** Takes a level's new size for the line that tells of it. */
    void apply(int line, BookUpdate.Change change, BookUpdate.Changes frame, long nowNanos) {
        if (line == first.line()) {
            service.told(nowNanos);
            first.apply(change, frame, nowNanos);
            if (frame.merged() != null) {
                merged = merged == null ? new MergedSpans() : merged;
                merged.add(frame.merged().sinceNanos(), nowNanos);
            }
        } else if (standby != null && line == standby.line()) {
            standbyToldNanos = nowNanos;
            standby.apply(change, frame, nowNanos);
        }
    }

    /** Holds the line's book against what the frame at hand states of its top. */
    void check(int line, BookUpdate.Change change) {
        if (standby != null && line == standby.line()) {
            if (standby.touched() && change.statesTop() && !standby.hasTop(change)) {
                standby.distrust();
                standbyIsFaulty = true;
            }
        } else if (line == first.line() && first.touched()) {
            if (change.statesTop()) {
                frameIsFaulty |= !integrity.topIs(first.hasTop(change));
            } else {
                frameIsFaulty |= integrity.isCrossed(first.crossed());
            }
        }
    }

    /** Holds it against the market's other outcome, if the frame at hand has told of both. */
    void checkMirror() {
        LiveBook other = mirror;
        if (other != null && first.touched() && other.first.touched() && first.line() == other.first.line()) {
            frameIsFaulty |= !integrity.mirrors(first.mirrorsTop(other.first));
        }
    }

    /** Whether it is the mirror of the market's other outcome, level by level, where both tell of the same moment. */
    boolean mirrorsDeeply() {
        LiveBook other = mirror;
        if (other == null || !trusted() || !other.trusted() || first.exchangeMillis() != other.first.exchangeMillis()) {
            return true;
        }
        return integrity.mirrors(first.mirrors(other.first));
    }

    /** Ends the frame at hand; tells whether a snapshot is needed because of it. */
    boolean endFrame(long nowNanos) {
        frameIsFaulty |= first.endFrame();
        standbyIsFaulty |= standby != null && standby.endFrame();
        boolean faulty = frameIsFaulty || standbyIsFaulty;
        if (frameIsFaulty) {
            first.distrust();
            failOver(nowNanos);
        }
        frameIsFaulty = false;
        standbyIsFaulty = false;
        return faulty;
    }

    /** Gives up what it knows, as when it contradicts the market's other outcome. */
    void distrust(long nowNanos) {
        first.distrust();
        if (standby != null) {
            standby.distrust();
        }
        trust.become(false, nowNanos);
    }

    Service service() {
        return service;
    }

    /** A line has just told of it: whoever should have told of the same, and did not, is to be looked at. */
    void witness(int line, long nowNanos) {
        if (line != first.line()) {
            doubtQuiet(Service.Evidence.OTHER_BOOK, nowNanos);
        } else if (standby != null && nowNanos - standbyToldNanos > Service.GRACE_NANOS) {
            service.against(Service.Evidence.OTHER_BOOK, nowNanos);
        }
    }

    /** Something speaks against it, unless its line has just told of it. */
    void doubtQuiet(Service.Evidence kind, long nowNanos) {
        if (first.line() > LiveBooks.ASKED && first.trusted() && !service.toldAbout(nowNanos)) {
            service.against(kind, nowNanos);
        }
    }

    /** The chain tells of a trade of that moment: nothing that is older can be the book of now. */
    void traded(long tradeNanos, long nowNanos) {
        if (first.confirmedNanos() < tradeNanos && !service.toldAbout(tradeNanos)) {
            doubtQuiet(Service.Evidence.TRADE, nowNanos);
        }
    }

    /** The venue states its best prices. */
    void state(BookUpdate.Top top, long nowNanos) {
        if (first.trusted() && !first.hasTop(top.bestBid(), top.bestAsk())) {
            stated = top;
            service.against(Service.Evidence.OTHER_BOOK, nowNanos);
        }
    }

    /** Looks at what speaks against it; tells whether a snapshot is needed because of it. */
    boolean look(long nowNanos) {
        boolean wanted = service.hasEvidence(nowNanos) && weigh(nowNanos);
        if (service.isFirstFrameMissing(nowNanos)) {
            need(nowNanos);
            first.distrust();
            failOver(nowNanos);
            wanted = true;
        }
        return wanted;
    }

    /** What is to be done about its line beside a snapshot, if anything; forgotten thereby. */
    Service.@Nullable Remedy takeRemedy() {
        Service.Remedy taken = remedy;
        remedy = null;
        return taken;
    }

    /** Of which line that is. */
    int remedyLine() {
        return remedyLine;
    }

    private boolean weigh(long nowNanos) {
        Set<Service.Evidence> evidence = service.takeEvidence();
        boolean contradicted = contradictsTop();
        stated = null;
        boolean quiet = !evidence.isEmpty();
        LiveBook other = mirror;
        LineBook second = standby;
        if (!first.trusted()) {
            return false; // asked for already
        }
        if (evidence.contains(Service.Evidence.SNAPSHOT)) {
            need(nowNanos);
        }
        contradicted |= evidence.contains(Service.Evidence.TRADE)
                || (quiet && other != null && other.first.trusted() && !first.mirrors(other.first))
                || (quiet && second != null && second.trusted() && !first.sameAs(second));
        if (contradicted) {
            service.suspect();
            first.distrust();
            failOver(nowNanos);
            return true;
        }
        if (second != null
                && second.trusted()
                && nowNanos - standbyToldNanos > Service.GRACE_NANOS
                && !first.sameAs(second)) {
            second.distrust();
            return true;
        }
        return false;
    }

    private boolean contradictsTop() {
        BookUpdate.Top top = stated;
        return top != null
                && top.exchangeMillis() >= first.exchangeMillis()
                && !first.hasTop(top.bestBid(), top.bestAsk());
    }

    private void need(long nowNanos) {
        remedyLine = first.line();
        remedy = service.need(nowNanos);
    }

    private void beginService(long nowNanos) {
        if (first.line() > LiveBooks.ASKED) {
            service.begin(nowNanos);
        } else {
            service.end();
        }
    }

    /** The book as it stood at a moment, epoch nanoseconds. */
    PastBook at(long momentNanos, long nowNanos) {
        long from = Math.max(history.knownFromNanos(nowNanos), trust.knownFromNanos());
        if (!begun || momentNanos < from || momentNanos > nowNanos) {
            return new PastBook.Outside(begun ? from : nowNanos, nowNanos);
        }
        if (!trust.wasTrusted(momentNanos) || (merged != null && merged.covers(momentNanos))) {
            return new PastBook.Untrusted();
        }
        TickBook past = new TickBook();
        past.copy(first.book());
        history.undo(past, momentNanos);
        return new PastBook.Known(past);
    }

    /** See {@link BookHistory#beforeTrade}; nothing is said of whether the book could be trusted then. */
    TradeMoment beforeTrade(Side takerSide, long sizeMicros, int worstPrice, long printNanos, long nowNanos) {
        TickBook copy = new TickBook();
        copy.copy(first.book());
        return history.beforeTrade(copy, takerSide.opposite(), sizeMicros, worstPrice, printNanos, nowNanos);
    }

    /** The standby goes on where the first cannot, which stands by in its turn if its line is still there. */
    private void failOver(long nowNanos) {
        LineBook other = standby;
        if (other != null && !first.trusted() && (other.trusted() || first.line() == LineBook.NO_LINE)) {
            LineBook gone = first.line() == LineBook.NO_LINE ? null : new LineBook(new TickBook(), null);
            if (gone != null) {
                gone.begin(first.line(), nowNanos);
                gone.awaitSnapshot(first.exchangeMillis()); // it is the same line: what it has told of stays told
            }
            begin(nowNanos);
            if (other.trusted()) {
                integrity.failedOver();
            }
            first.takeOver(other, nowNanos);
            beginService(nowNanos);
            if (first.pushes()) {
                service.told(nowNanos);
            }
            standby = gone;
        }
        trust.become(first.trusted(), nowNanos);
    }

    private void begin(long nowNanos) {
        if (!begun) {
            begun = true;
            history.begin(nowNanos);
        }
    }
}
