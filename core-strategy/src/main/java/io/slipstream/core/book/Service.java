package io.slipstream.core.book;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a line serves one token: what it told of it, and what speaks against a book of which it tells nothing. Evidence is
 * looked at a moment later, since what told of a change first may be ahead of the change itself.
 */
final class Service {

    /** Messages about one change come apart by so much at most: reordering, and what the inbox holds back. */
    static final long GRACE_NANOS = 400_000_000L;

    /** The venue pushes a book at every subscription, well within this. */
    static final long FIRST_FRAME_NANOS = 5_000_000_000L;

    /** A token that usually has news is asked about after so many of its usual pauses, and not before this. */
    static final long LEAST_PATIENCE_NANOS = 1_000_000_000L;

    private static final int USUAL_PAUSES = 6;
    private static final long LONGEST_PATIENCE_NANOS = 90_000_000_000L;
    /** Who needed nothing for so long begins anew. */
    private static final long CALM_NANOS = 300_000_000_000L;

    private static final int MOST_DOUBLINGS = 6;
    private static final long NEVER = Long.MAX_VALUE;

    private long toldNanos;
    private long usualPauseNanos = LONGEST_PATIENCE_NANOS / USUAL_PAUSES;
    private long questionNanos = NEVER;
    private long patienceNanos = LONGEST_PATIENCE_NANOS;
    private boolean served;
    private boolean suspected;
    private long evidenceNanos = NEVER;
    private final EnumSet<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    private long firstFrameDueNanos = NEVER;
    private long checkNanos = NEVER;
    private int needs;
    private long neededNanos;

    /** What speaks against a quiet book. */
    enum Evidence {
        /** A trade, which cannot have left the book as it is. */
        TRADE,
        /** Another book or a statement that it may contradict. */
        OTHER_BOOK,
        /** A snapshot that differed. */
        SNAPSHOT
    }

    /** What a need of a snapshot leads to. */
    enum Remedy {
        /** The snapshot alone. */
        SNAPSHOT,
        /** It is subscribed anew. */
        RENEWAL,
        /** Another connection carries it. */
        MOVE
    }

    /** A line begins to carry it. */
    void begin(long nowNanos) {
        served = false;
        suspected = false;
        dropEvidence();
        questionNanos = nowNanos + unservedPatienceNanos();
        firstFrameDueNanos = nowNanos + firstFrameNanos();
    }

    /** No line that pushes carries it. */
    void end() {
        served = false;
        suspected = false;
        dropEvidence();
        questionNanos = NEVER;
        firstFrameDueNanos = NEVER;
    }

    /** The line told of it. */
    void told(long nowNanos) {
        if (served && toldNanos == nowNanos) {
            return; // the same frame
        }
        if (toldNanos > 0) {
            usualPauseNanos += (nowNanos - toldNanos - usualPauseNanos) / 4;
        }
        toldNanos = nowNanos;
        served = true;
        patienceNanos = Math.clamp(USUAL_PAUSES * usualPauseNanos, LEAST_PATIENCE_NANOS, LONGEST_PATIENCE_NANOS);
        questionNanos = nowNanos + patienceNanos;
        firstFrameDueNanos = NEVER;
    }

    /** Whether the line tells of it: then the line's being alive speaks for the book. */
    boolean served() {
        return served;
    }

    /** Whether the line told of it at about that moment or later. */
    boolean toldAbout(long momentNanos) {
        return toldNanos > 0 && toldNanos >= momentNanos - GRACE_NANOS;
    }

    /** Something happened that the line has not told of. */
    void against(Evidence kind, long nowNanos) {
        if (evidenceNanos == NEVER) {
            evidenceNanos = nowNanos;
        }
        evidence.add(kind);
    }

    /** Whether evidence has waited long enough to be looked at. */
    boolean hasEvidence(long nowNanos) {
        return evidenceNanos != NEVER && nowNanos - evidenceNanos >= GRACE_NANOS;
    }

    /** Takes the evidence, none of it if the line has told of the token meanwhile. */
    Set<Evidence> takeEvidence() {
        Set<Evidence> taken = toldAbout(evidenceNanos) ? Set.of() : Set.copyOf(evidence);
        dropEvidence();
        return taken;
    }

    /** The book is closed because of evidence: a snapshot will say whether it was wrong. */
    void suspect() {
        suspected = true;
    }

    /** A snapshot came that was asked for; whether it was needed, because the line had not told of what it shows. */
    boolean answered(boolean wasTrusted, boolean different, long nowNanos) {
        boolean wasSuspected = suspected;
        suspected = false;
        if (!different || toldAbout(nowNanos)) {
            return false;
        }
        if (wasTrusted) {
            against(Evidence.SNAPSHOT, nowNanos); // it may be ahead of the change itself
        }
        return wasSuspected;
    }

    /** Whether it is time to ask about a token that has become quiet; the next time is later. */
    boolean isQuestionDue(long nowNanos) {
        if (nowNanos < questionNanos) {
            return false;
        }
        patienceNanos = Math.min(2 * patienceNanos, LONGEST_PATIENCE_NANOS);
        questionNanos = nowNanos + (served ? patienceNanos : unservedPatienceNanos());
        return true;
    }

    /** Whether the line should have told of it by now, and has not. */
    boolean isFirstFrameMissing(long nowNanos) {
        return nowNanos >= firstFrameDueNanos;
    }

    /** The line was found not to tell of it; what to do about that. */
    Remedy need(long nowNanos) {
        if (nowNanos - neededNanos > CALM_NANOS && served) {
            needs = 0;
        }
        needs++;
        neededNanos = nowNanos;
        served = false;
        firstFrameDueNanos = nowNanos + firstFrameNanos();
        questionNanos = nowNanos + unservedPatienceNanos();
        if (needs == 1) {
            return Remedy.SNAPSHOT;
        }
        return needs % 2 == 0 ? Remedy.RENEWAL : Remedy.MOVE;
    }

    /** When there is something to look at; {@link Long#MAX_VALUE} if never. */
    long dueNanos() {
        long evidence = evidenceNanos == NEVER ? NEVER : evidenceNanos + GRACE_NANOS;
        return Math.min(evidence, Math.min(questionNanos, firstFrameDueNanos));
    }

    /** When it is to be looked at, as {@link ServiceChecks} has noted. */
    long checkNanos() {
        return checkNanos;
    }

    void checkAt(long atNanos) {
        checkNanos = atNanos;
    }

    private void dropEvidence() {
        evidenceNanos = NEVER;
        evidence.clear();
    }

    /** While its line tells nothing of it, questions keep it true; less and less often where nothing helps. */
    private long unservedPatienceNanos() {
        return firstFrameNanos() / (FIRST_FRAME_NANOS / LEAST_PATIENCE_NANOS);
    }

    private long firstFrameNanos() {
        return FIRST_FRAME_NANOS << Math.clamp(needs - 1L, 0, MOST_DOUBLINGS);
    }
}
