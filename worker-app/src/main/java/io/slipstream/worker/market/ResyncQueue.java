package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Tokens whose book is to be fetched. Holds each once, so that it is bounded by the number of tokens; those asked for come
 * before those that are worth a comparison, and these before those whose turn it is. One that is asked for again and again waits longer each time.
 */
final class ResyncQueue {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** Who was not asked for in this long begins with the first pause again. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private static final int LEAST_KEPT = 1_000;

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Set<TokenId> asked = new LinkedHashSet<>();
    private final SequencedSet<TokenId> questions = new LinkedHashSet<>();
    private final Set<TokenId> round = new LinkedHashSet<>();
    private final Map<TokenId, Pace> paces = new HashMap<>();

    private static final class Pace {
        private final Backoff backoff;
        private long notBeforeNanos;
        private long takenNanos;

        Pace(Backoff backoff, long now) {
            this.backoff = backoff;
            this.notBeforeNanos = now;
            this.takenNanos = now;
        }
    }

    ResyncQueue(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    synchronized void ask(Collection<TokenId> tokens) {
        asked.addAll(tokens);
    }

    /** Its turn is next, if it takes part in the periodic comparison. */
    synchronized void question(TokenId token) {
        if (round.contains(token)) {
            questions.add(token);
        }
    }

    /** Takes part in the periodic comparison from now on. */
    synchronized void include(Collection<TokenId> tokens) {
        round.addAll(tokens);
    }

    /** Takes part no more. */
    synchronized void exclude(Collection<TokenId> tokens) {
        round.removeAll(tokens);
        asked.removeAll(tokens);
        questions.removeAll(tokens);
        tokens.forEach(paces::remove);
    }

    /** The next tokens, at most so many; of them at most {@code periodic} because it is their turn. */
    synchronized List<TokenId> take(int most, int periodic) {
        long now = nanoTime.getAsLong();
        Set<TokenId> next = new LinkedHashSet<>();
        for (Iterator<TokenId> queue = asked.iterator(); next.size() < most && queue.hasNext(); ) {
            TokenId token = queue.next();
            if (isDue(token, now)) {
                queue.remove();
                next.add(token);
            }
        }
        List<TokenId> turn = new ArrayList<>();
        while (next.size() < most && !questions.isEmpty()) {
            TokenId token = questions.removeFirst();
            turn.add(token);
            next.add(token);
        }
        for (Iterator<TokenId> queue = round.iterator();
                turn.size() < periodic && next.size() < most && queue.hasNext(); ) {
            TokenId token = queue.next();
            turn.add(token);
            next.add(token);
        }
        turn.forEach(token -> {
            round.remove(token);
            round.add(token); // to the end of the round
        });
        return List.copyOf(next);
    }

    synchronized int size() {
        return round.size();
    }

    /** Of how many tokens it is kept when they were asked for. */
    synchronized int paces() {
        return paces.size();
    }

    private boolean isDue(TokenId token, long now) {
        Pace pace = paces.get(token);
        if (pace == null || now - pace.takenNanos > CALM.toNanos()) {
            pace = new Pace(new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random), now);
            paces.put(token, pace);
            if (paces.size() > LEAST_KEPT + 2 * round.size()) { // of tokens that are asked for no more
                paces.values().removeIf(old -> now - old.takenNanos > CALM.toNanos());
            }
        }
        if (now - pace.notBeforeNanos < 0) {
            return false;
        }
        pace.takenNanos = now;
        pace.notBeforeNanos = now + pace.backoff.next().toNanos();
        return true;
    }
}
