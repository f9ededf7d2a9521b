package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.MatchType;
import java.util.ArrayList;
import java.util.List;

/**
 * How the operator has a match executed. It may list one maker order several times, and a transaction that a reorg executes
 * anew may come out smaller. Both happen to real transactions, and both make fills that are hard to tell apart.
 */
final class Execution {

    /** Every so many matches the operator lists a maker order twice, and at every seventh of those three times. */
    private static final int TWICE_EVERY = 5;

    private static final int THRICE_EVERY = 35;
    /** What is left of a match that is executed anew, in quarters. */
    private static final long QUARTERS = 3;

    /** Fees have five decimals. */
    private static final long FEE_STEP = 10;

    private Execution() {}

    /** The match as the operator sends it. */
    static Match sent(Match match) {
        int parts = match.sequence() % THRICE_EVERY == 0 ? 3 : match.sequence() % TWICE_EVERY == 0 ? 2 : 1;
        MakerFill first = match.makerFills().getFirst();
        if (parts == 1 || first.sharesMicros() < parts || first.cashMicros() < parts) {
            return match;
        }
        List<MakerFill> fills = new ArrayList<>(match.makerFills());
        fills.removeFirst();
        long sharesLeft = first.sharesMicros();
        long cashLeft = first.cashMicros();
        // every second time the parts are equal: then nothing but their place tells them apart
        long divisor = match.sequence() % 2 == 0 ? parts : parts + 2L;
        for (int part = parts; part > 1; part--) {
            long shares = first.sharesMicros() / divisor;
            long cash = first.cashMicros() / divisor;
            fills.add(new MakerFill(first.order(), shares, cash, first.type()));
            sharesLeft -= shares;
            cashLeft -= cash;
        }
        fills.addFirst(new MakerFill(first.order(), sharesLeft, cashLeft, first.type()));
        return with(match, fills, match.feeMicros());
    }

    /** The same match when its transaction is executed anew in another block. */
    static Match again(Match match) {
        List<MakerFill> fills = match.makerFills().stream()
                .map(fill -> new MakerFill(
                        fill.order(), smaller(fill.sharesMicros()), smaller(fill.cashMicros()), fill.type()))
                .toList();
        boolean whole = fills.stream().allMatch(fill -> fill.sharesMicros() > 0 && fill.cashMicros() > 0);
        return whole ? with(match, fills, smaller(match.feeMicros()) / FEE_STEP * FEE_STEP) : match;
    }

    private static long smaller(long micros) {
        return micros * QUARTERS / 4;
    }

    private static Match with(Match match, List<MakerFill> fills, long fee) {
        long shares = fills.stream().mapToLong(MakerFill::sharesMicros).sum();
        long cash = fills.stream().mapToLong(Execution::takersCash).sum();
        return new Match(match.sequence(), match.taker(), fills, shares, cash, fee, match.matchedAtMillis());
    }

    private static long takersCash(MakerFill fill) {
        return fill.type() == MatchType.COMPLEMENTARY ? fill.cashMicros() : fill.sharesMicros() - fill.cashMicros();
    }
}
