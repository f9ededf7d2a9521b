package io.slipstream.worker.execution;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Submission;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an order gets on paper against what it gets when it is really in the book: random orders of others, the same ones
 * twice, with and without ours ({@link TwinWorlds}).
 *
 * <p>What is claimed, and where the claim ends:
 * <ul>
 *   <li>What is taken at the arrival is the same, level by level, and so is the fee. If somebody cancels an order that we have
 *       taken from before, nobody can see that it was this one: paper then gets no more than there is.
 *   <li>What rests gets, in the end, between the pessimistic and the optimistic result. What others wanted at once and killed,
 *       because nobody was there in a venue without us, no market data tells of: real orders may get so much more.
 *   <li>Both hold until somebody comes who would trade with what is there in only one of the venues, where the session ends and
 *       the results of that moment are compared. Up to then whatever is served before our order is the same in both, which is
 *       checked: who takes our offer comes less far into what stands behind it, and nothing else follows from us.
 *   <li>The simulator rounds the sum of a match's fees over its prices; on paper it is the fee at the average price. They are the
 *       same for a match at one price, where both are compared; over several the first is less (the curve is concave).
 * </ul>
 *
 * <p>{@code -Dpaper.seed=} and {@code -Dpaper.sessions=1} repeat a session.
 */
@Timeout(120)
class PaperAgainstEngineTest {

    private static final Logger log = LoggerFactory.getLogger(PaperAgainstEngineTest.class);
    private static final long SEED = Long.getLong("paper.seed", 20_261_122);
    private static final int SESSIONS = Integer.getInteger("paper.sessions", 4_000);

    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void takesWhatARealOrderTakes() {
        for (int i = 0; i < SESSIONS; i++) {
            takeInOneSession(SEED + i);
        }
        report("taken at 2 prices", "taken where an order that we took from was canceled");
    }

    private void takeInOneSession(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long latency = random.nextLong(300_000_000);
        TwinWorlds worlds = new TwinWorlds(random, latency, 0);
        boolean bid = random.nextBoolean();
        long now = NOON + random.nextLong(SECOND);
        int orders = random.nextInt(1, 5);
        for (int number = 0; number < orders; number++) {
            if (worlds.part(now, bid)) {
                break;
            }
            OurOrder order = order(random, number, bid, worlds, 0);
            worlds.paper.executor.submitMarketableLimit(order.onPaper(), now);
            if (worlds.part(now + latency, bid)) {
                break;
            }
            Submission real = worlds.arrive(order, now + latency);
            Match match = real instanceof Submission.Accepted accepted ? accepted.match() : null;
            compareTaken(seed, worlds, order, match);
            now += latency + random.nextLong(SECOND / 4);
        }
        count("sessions with " + orders + " orders");
    }

    @Test
    void fillsWhatRestsBetweenItsBounds() {
        for (int i = 0; i < SESSIONS; i++) {
            restInOneSession(SEED + i);
        }
        report("real: more, of what was killed unheard of", "filled while it rested, bounds: apart");
        if (SESSIONS == 1) {
            return;
        }
        int filled =
                counted("filled while it rested, bounds: equal") + counted("filled while it rested, bounds: apart");
        assertThat(counted("filled while it rested, bounds: equal"))
                .as("bounds that are always apart say nothing")
                .isGreaterThanOrEqualTo(filled / 2);
        assertThat(counted("filled while it rested, paper: the real result"))
                .as("nor is a result on paper of use that is seldom the real one")
                .isGreaterThanOrEqualTo(filled * 4 / 5);
    }

    /** Says what was compared, and that there was something of each kind. */
    private void report(String... kinds) {
        log.info("{} sessions from seed {}: {}", SESSIONS, SEED, counts);
        if (SESSIONS > 1) {
            assertThat(counts).containsKeys(kinds);
        }
    }

    private void restInOneSession(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long latency = random.nextLong(300_000_000);
        TwinWorlds worlds = new TwinWorlds(random, latency, latency);
        boolean bid = random.nextBoolean();
        long decided = NOON + random.nextLong(SECOND);
        worlds.part(decided, bid);
        OurOrder order = order(random, 0, bid, worlds, random.nextLong(SECOND, 8 * SECOND));
        worlds.paper.executor.submitMarketableLimit(order.onPaper(), decided);
        worlds.part(decided + latency, bid);
        Submission.Accepted accepted = (Submission.Accepted) worlds.arrive(order, decided + latency);
        compareTaken(seed, worlds, order, accepted.match());
        Order real = accepted.order();
        long taken = real.filledMicros();
        boolean parted = worlds.part(decided + latency + order.ttlNanos() + latency, bid);
        worlds.paper.executor.cancelAll(order.onPaper().instrument().tokenId(), "the worlds part", NOON + 60 * SECOND);
        compareBounds(seed, worlds, order, real);
        if (real.sizeMicros() > taken) {
            tally(parted, real, taken, worlds, order);
        }
    }

    private void compareTaken(long seed, TwinWorlds worlds, OurOrder order, @Nullable Match match) {
        List<ExecutionFill> fills = worlds.paper.fills.getOrDefault(order.id(), List.of()).stream()
                .filter(fill -> fill.liquidity() == Liquidity.TAKER)
                .toList();
        Map<Integer, Long> paper = new TreeMap<>();
        fills.forEach(fill -> paper.merge(fill.price(), fill.sharesMicros(), Long::sum));
        Map<Integer, Long> real = new TreeMap<>();
        for (MakerFill fill : match == null ? List.<MakerFill>of() : match.makerFills()) {
            Order maker = fill.order();
            int price = maker.outcome() == order.outcome() ? maker.price() : Price.ONE - maker.price();
            real.merge(price, fill.sharesMicros(), Long::sum);
        }
        if (worlds.canceledOfOurs()) {
            count("taken where an order that we took from was canceled");
            assertThat(sum(paper)).as(repeat(seed)).isLessThanOrEqualTo(sum(real));
            return;
        }
        assertThat(paper).as(repeat(seed)).isEqualTo(real);
        count("taken at " + Math.min(3, real.size()) + " prices");
        if (match != null) {
            long fee = fills.stream().mapToLong(ExecutionFill::feeMicros).sum();
            assertThat(fee)
                    .as(repeat(seed))
                    .isEqualTo(order.onPaper().instrument().fee().takerFeeOf(match.sharesMicros(), match.cashMicros()));
            if (real.size() == 1) {
                assertThat(fee).as(repeat(seed)).isEqualTo(match.feeMicros());
            } else {
                assertThat(fee).as(repeat(seed)).isGreaterThanOrEqualTo(match.feeMicros());
            }
        }
    }

    private void compareBounds(long seed, TwinWorlds worlds, OurOrder order, Order real) {
        FillBounds bounds = worlds.paper.bounds.get(order.id());
        assertThat(bounds).as(repeat(seed)).isNotNull();
        long least = bounds.pessimistic().sharesMicros();
        long most = bounds.optimistic().sharesMicros();
        assertThat(worlds.aheadAlike(order)).as(repeat(seed)).isTrue();
        assertThat(worlds.paper.filled(order.id()))
                .as("the result on paper; " + repeat(seed))
                .isBetween(least, most);
        assertThat(real.filledMicros())
                .as("the real result of %s; %s", order, repeat(seed))
                .isBetween(least, most + worlds.unheardOf(order));
    }

    private void tally(boolean parted, Order real, long taken, TwinWorlds worlds, OurOrder order) {
        count(parted ? "rested: until the worlds parted" : "rested: to the end");
        FillBounds bounds = worlds.paper.bounds.get(order.id());
        long least = bounds.pessimistic().sharesMicros();
        long most = bounds.optimistic().sharesMicros();
        long paper = worlds.paper.filled(order.id());
        long filled = real.filledMicros();
        String kind = filled > taken ? "filled while it rested, " : "not filled while it rested, ";
        count(kind + (least == most ? "bounds: equal" : "bounds: apart"));
        count(kind + (paper == filled ? "paper: the real result" : paper < filled ? "paper: less" : "paper: more"));
        count(filled > most ? "real: more, of what was killed unheard of" : "real: within the bounds");
    }

    /** From three ticks short of the other side's best to four through it. */
    private static OurOrder order(SplittableRandom random, int number, boolean bid, TwinWorlds worlds, long ttlNanos) {
        int other = bid
                ? worlds.real.market().book().bestAsk(Outcome.YES)
                : worlds.real.market().book().bestBid(Outcome.YES);
        int ticks = random.nextInt(-3, 5) * 100;
        return new OurOrder(
                new UUID(1, number),
                bid,
                random.nextBoolean() ? Outcome.YES : Outcome.NO,
                Math.clamp(other + (bid ? ticks : -ticks), 3_000, 7_000),
                random.nextLong(500, 12_000) * (Micros.ONE / 100),
                ttlNanos);
    }

    private static long sum(Map<Integer, Long> byPrice) {
        return byPrice.values().stream().mapToLong(Long::longValue).sum();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private int counted(String what) {
        return counts.getOrDefault(what, 0);
    }

    private static String repeat(long seed) {
        return "repeat with -Dpaper.seed=%d -Dpaper.sessions=1".formatted(seed);
    }
}
