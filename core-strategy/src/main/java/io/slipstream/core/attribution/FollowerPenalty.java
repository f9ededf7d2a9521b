package io.slipstream.core.attribution;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import java.math.BigInteger;

/**
 * What following costs: the result that the leader's price would have given us for all that was meant, less our own, in
 * micro-dollars, cut into where it comes from. A positive part is a loss against the leader. The parts are differences of
 * neighboring sums, each rounded once, so that they add up to the whole exactly.
 *
 * @param spread the leader traded at another price than the best one on the side that we have to take from
 * @param detection that price moved until we knew
 * @param decision until we had decided
 * @param submission until our order met the book
 * @param impact our own order took more than the best price had
 * @param fee what the venue charged us
 * @param rounding what was meant and not ordered: lots, minimum sizes, caps
 * @param unfilled what was ordered and not filled
 */
public record FollowerPenalty(
        long spread,
        long detection,
        long decision,
        long submission,
        long impact,
        long fee,
        long rounding,
        long unfilled) {

    private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);
    private static final long PRICE_MICROS = 1_000_000L / Price.ONE;

    /** Cuts a copy's difference into its parts. */
    public static FollowerPenalty of(Copy copy) {
        long sign = copy.side() == Side.BUY ? 1 : -1;
        long atLeader = atLeadersPrice(copy, copy.filled());
        long step1 = atPrice(copy.filled(), copy.path().atLeader());
        long step2 = atPrice(copy.filled(), copy.path().atDetection());
        long step3 = atPrice(copy.filled(), copy.path().atDecision());
        long step4 = atPrice(copy.filled(), copy.path().atArrival());
        long notFilled = forgone(copy, copy.filled());
        long notOrdered = forgone(copy, copy.ordered());
        return new FollowerPenalty(
                sign * (step1 - atLeader),
                sign * (step2 - step1),
                sign * (step3 - step2),
                sign * (step4 - step3),
                sign * (copy.collateral() - step4),
                copy.fee(),
                notOrdered,
                notFilled - notOrdered);
    }

    /** All parts together. */
    public long total() {
        return spread + detection + decision + submission + impact + fee + rounding + unfilled;
    }

    /** The difference itself: the leader's price for everything meant, less what we have. */
    public static long difference(Copy copy) {
        long sign = copy.side() == Side.BUY ? 1 : -1;
        long theirs = sign * (worth(copy, copy.meant()) - atLeadersPrice(copy, copy.meant()));
        long ours = sign * (worth(copy, copy.filled()) - copy.collateral()) - copy.fee();
        return theirs - ours;
    }

    /** What the shares beyond so many would have gained at the leader's price. */
    private static long forgone(Copy copy, long beyond) {
        long sign = copy.side() == Side.BUY ? 1 : -1;
        return sign
                * (worth(copy, copy.meant())
                        - atLeadersPrice(copy, copy.meant())
                        - (worth(copy, beyond) - atLeadersPrice(copy, beyond)));
    }

    private static long worth(Copy copy, long shares) {
        return mulDiv(shares, copy.mark(), MICROS);
    }

    private static long atLeadersPrice(Copy copy, long shares) {
        return mulDiv(shares, copy.leaderCollateral(), BigInteger.valueOf(copy.leaderShares()));
    }

    private static long atPrice(long shares, int price) {
        return mulDiv(shares, price * PRICE_MICROS, MICROS);
    }

    private static long mulDiv(long a, long b, BigInteger divisor) {
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .divide(divisor)
                .longValueExact();
    }
}
