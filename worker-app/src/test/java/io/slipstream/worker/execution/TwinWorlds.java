package io.slipstream.worker.execution;

import static io.slipstream.core.engine.Fixtures.NOON;

import io.slipstream.sim.exchange.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The same orders of others twice: in a venue without us, of which paper orders hear what it pushes, and in one in which we
 * really trade.
 *
 * <p>The two are one as long as nobody comes who would trade with what is there in only one of them. What we have taken still
 * stands in the venue without us, and so does an offer that came later and would have met our bid. Whoever takes such an
 * order there gets less or something else here, and what he then does to the book no market data of the other can tell.
 */
final class TwinWorlds {

    private static final int FIRST_ORDERS = 40;
    private static final long LONGEST_PAUSE_NANOS = 120_000_000;

    final VenueWorld real = new VenueWorld();
    final PaperWorld paper;
    private final OrderFlow flow;
    private final SplittableRandom random;
    /** What others placed, by number. */
    private final List<Intent.Place> placed = new ArrayList<>();

    private final List<Unheard> unheard = new ArrayList<>();
    private Intent next;
    private long nextNanos = NOON;
    private boolean canceledOfOurs;

    /** What was killed of an order in the venue without us. */
    private record Unheard(Intent.Place place, long killedMicros) {}

    TwinWorlds(SplittableRandom random, long submitNanos, long cancelNanos) {
        this.random = random;
        this.flow = new OrderFlow(random);
        this.paper = new PaperWorld(new VenueWorld(), submitNanos, cancelNanos);
        for (int i = 0; i < FIRST_ORDERS; i++) {
            obey(flow.quote());
        }
        paper.subscribe(NOON);
        this.next = flow.next();
    }

    /** Others go on, until a moment or until the two worlds part for an order on this side; tells whether they have. */
    boolean part(long untilNanos, boolean ourBid) {
        while (nextNanos <= untilNanos) {
            if (next instanceof Intent.Place place && place.bid() == ourBid && meetsWhatIsInOneOnly(place)) {
                return true;
            }
            paper.runUntil(nextNanos);
            if (next instanceof Intent.Cancel(int number) && number < placed.size()) {
                canceledOfOurs |= placed.get(number).bid() != ourBid && !restsAlike(number);
            }
            obey(next);
            next = flow.next();
            nextNanos += random.nextLong(1, LONGEST_PAUSE_NANOS);
        }
        paper.runUntil(untilNanos);
        return false;
    }

    private void obey(Intent intent) {
        real.obey(intent);
        long killed = paper.venue.obey(intent);
        if (intent instanceof Intent.Place place) {
            placed.add(place);
            if (killed > 0) {
                unheard.add(new Unheard(place, killed));
            }
        }
    }

    /**
     * How much others would have given to an order of ours that rests since it arrived, and killed without it: no market data
     * tells of that. Micro-shares.
     */
    long unheardOf(OurOrder order) {
        return unheard.stream()
                .filter(one -> one.place.meets(order.bid(), order.yesPrice()))
                .mapToLong(Unheard::killedMicros)
                .sum();
    }

    /** We send the order to both; the real one arrives when the other does. */
    Submission arrive(OurOrder order, long atNanos) {
        paper.runUntil(atNanos);
        unheard.clear();
        return real.ours(order);
    }

    /** Whether somebody canceled an order that stands less or not at all in the real one, because of us. */
    boolean canceledOfOurs() {
        return canceledOfOurs;
    }

    private boolean meetsWhatIsInOneOnly(Intent.Place coming) {
        for (int i = 0; i < placed.size(); i++) {
            if (coming.meets(placed.get(i).bid(), placed.get(i).price()) && !restsAlike(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all that is served before an order of ours by its price is the same in both. */
    boolean aheadAlike(OurOrder order) {
        for (int i = 0; i < placed.size(); i++) {
            Intent.Place other = placed.get(i);
            boolean better = order.bid() ? other.price() > order.yesPrice() : other.price() < order.yesPrice();
            if (other.bid() == order.bid() && better && !restsAlike(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean restsAlike(int number) {
        return real.resting(number) == paper.venue.resting(number);
    }
}
