package io.slipstream.sim.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.wire.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold after every one of many random commands. The seed is the parameter, shown in the test's name. */
@Timeout(60)
class MatchingEnginePropertyTest {

    private static final int COMMANDS = 5_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42, 20_261_122})
    void keepsCashSharesAndPriorityWhateverComes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EngineFixture venue = new EngineFixture(EngineFixture.CRYPTO);
        List<Account> people = List.of(venue.ann, venue.bob, venue.cleo);
        List<Order> placed = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            List<Order> before = venue.market.book().resting();
            int known = venue.matches.size();
            if (!placed.isEmpty() && random.nextInt(5) == 0) {
                venue.engine.cancel(placed.get(random.nextInt(placed.size())));
            } else if (venue.engine.submit(request(random, venue, people)) instanceof Submission.Accepted accepted) {
                placed.add(accepted.order());
            }
            obeysTheLaws(venue, people);
            if (venue.matches.size() > known) {
                takesInPriority(venue.matches.getLast(), before);
            }
        }
        assertThat(venue.matches).hasSizeGreaterThan(200);
        assertThat(venue.matches.stream()
                        .flatMap(match -> match.makerFills().stream())
                        .map(MakerFill::type)
                        .distinct())
                .containsExactlyInAnyOrder(MatchType.values());
    }

    private static OrderRequest request(SplittableRandom random, EngineFixture venue, List<Account> people) {
        Account who = people.get(random.nextInt(people.size()));
        Outcome outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int price = 100 * random.nextInt(35, 66);
        boolean fak = random.nextInt(3) == 0;
        long lot = fak ? MatchingEngine.TAKING_LOT_MICROS : MatchingEngine.RESTING_LOT_MICROS;
        long size = lot * random.nextLong(5 * Decimals.MICROS / lot, 60 * Decimals.MICROS / lot);
        return fak
                ? OrderRequest.fak(who, venue.market, outcome, side, price, size)
                : OrderRequest.gtc(who, venue.market, outcome, side, price, size);
    }

    private static void obeysTheLaws(EngineFixture venue, List<Account> people) {
        Market market = venue.market;
        long yes = market.inventory().total(Outcome.YES);
        assertThat(market.inventory().total(Outcome.NO)).isEqualTo(yes);
        assertThat(market.collateralMicros()).isEqualTo(yes);
        long cash = people.stream().mapToLong(Account::cashMicros).sum();
        long deposited = people.stream().mapToLong(Account::depositedMicros).sum();
        assertThat(cash + market.collateralMicros() + venue.engine.feesMicros()).isEqualTo(deposited);
        assertThat(market.book().bestBid(Outcome.YES)).isLessThan(market.book().bestAsk(Outcome.YES));
        for (Account account : people) {
            assertThat(account.freeMicros()).isNotNegative();
            for (Outcome outcome : Outcome.values()) {
                assertThat(market.inventory().free(account, outcome)).isNotNegative();
            }
        }
        for (boolean bid : new boolean[] {true, false}) {
            List<OrderBook.Level> levels =
                    bid ? market.book().bids(Outcome.YES) : market.book().asks(Outcome.YES);
            long resting = market.book().resting().stream()
                    .filter(order -> order.bid() == bid)
                    .mapToLong(Order::remainingMicros)
                    .sum();
            assertThat(levels.stream().mapToLong(OrderBook.Level::sizeMicros).sum())
                    .isEqualTo(resting);
        }
    }

    /** The orders that it took are the best ones of before, without gaps, his own left out. */
    private static void takesInPriority(Match match, List<Order> before) {
        boolean bids = !match.taker().bid();
        Comparator<Order> best = Comparator.comparingInt(Order::bookPrice);
        List<Order> expected = before.stream()
                .filter(order -> order.bid() == bids
                        && !order.owner().equals(match.taker().owner()))
                .sorted((bids ? best.reversed() : best).thenComparingLong(Order::id))
                .limit(match.makerFills().size())
                .toList();
        assertThat(match.makerFills().stream().map(MakerFill::order)).isEqualTo(expected);
        for (MakerFill fill : match.makerFills()) {
            boolean sumsUp = match.taker().outcome() == fill.order().outcome()
                    || (match.taker().side() == Side.BUY
                            ? match.taker().price() + fill.order().price() >= Decimals.PRICE_ONE
                            : match.taker().price() + fill.order().price() <= Decimals.PRICE_ONE);
            assertThat(sumsUp).isTrue();
        }
    }
}
