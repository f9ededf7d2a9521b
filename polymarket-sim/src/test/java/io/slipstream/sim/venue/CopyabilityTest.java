package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.market.Leader;
import io.slipstream.sim.market.Listing;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody earns who repeats each leader fill four seconds later, valued at the latent probability. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CopyabilityTest {

    private static final long SEED = 42;
    private static final int MINUTES = 60;
    private static final int DELAY_MILLIS = 4_000;

    private record Copy(long dueMillis, Order order, long shares) {}

    private static final class Result {
        int fills;
        int copied;
        double shares;
        double dollars;

        double centsPerShare() {
            return 100 * dollars / shares;
        }

        @Override
        public String toString() {
            return "fills %d, copied %d, mean shares %.0f, cents per share %.2f"
                    .formatted(fills, copied, shares / Math.max(1, copied), centsPerShare());
        }
    }

    @Test
    void copyingTheInformedPaysAndCopyingNoiseLoses() {
        Venue venue = Venues.of(SEED);
        Map<String, Result> results = new TreeMap<>();
        venue.marketplace().leaders().forEach(leader -> results.put(name(leader), new Result()));
        Queue<Copy> copies = new ArrayDeque<>();
        venue.engine().addListener(new ExchangeListener() {
            @Override
            public void matched(Match match) {
                note(match.taker(), match.sharesMicros());
                for (MakerFill fill : match.makerFills()) {
                    note(fill.order(), fill.sharesMicros());
                }
            }

            private void note(Order order, long micros) {
                if (leaderOf(venue, order) != null) {
                    copies.add(new Copy(venue.nowMillis() + DELAY_MILLIS, order, micros / 10));
                }
            }
        });
        long begin = System.nanoTime();
        while (venue.nowMillis() < MINUTES * 60_000L) {
            venue.step();
            while (!copies.isEmpty() && copies.element().dueMillis() <= venue.nowMillis()) {
                value(venue, copies.remove(), results);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int fills = results.values().stream().mapToInt(result -> result.fills).sum();
        System.out.printf(
                "seed %d: %d simulated minutes in %.1f s; %.2f leader fills and %.2f matches per second; %d markets%n",
                SEED,
                MINUTES,
                seconds,
                fills / (MINUTES * 60.0),
                venue.engine().matches() / (MINUTES * 60.0),
                venue.marketplace().listings().size());
        results.forEach((leader, result) -> System.out.println("  " + leader + ": " + result));

        assertThat(fills / (MINUTES * 60.0)).isBetween(1.5, 8.0);
        assertThat(of(results, "INFORMED Swift").centsPerShare()).isGreaterThan(0.5);
        assertThat(of(results, "INFORMED Osprey").centsPerShare()).isGreaterThan(0.3);
        assertThat(of(results, "NOISE Gambler").centsPerShare()).isLessThan(-0.5);
        assertThat(of(results, "NOISE Magpie").centsPerShare()).isLessThan(-0.5);
        assertThat(results.values())
                .allSatisfy(result -> assertThat(result.fills).isGreaterThan(200));
    }

    private static void value(Venue venue, Copy copy, Map<String, Result> results) {
        Leader leader = leaderOf(venue, copy.order());
        if (leader == null) {
            return;
        }
        Result result = of(results, name(leader));
        result.fills++;
        Listing listing = venue.marketplace().listing(copy.order().market().index());
        boolean buys = copy.order().side() == Side.BUY;
        Outcome outcome = copy.order().outcome();
        int price = buys
                ? listing.market().book().bestAsk(outcome)
                : listing.market().book().bestBid(outcome);
        if (listing.market().status() != MarketStatus.OPEN || price == 0 || price == 10_000) {
            return;
        }
        double worth = outcome == Outcome.YES ? listing.truth() : 1 - listing.truth();
        double p = price / 10_000.0;
        double fee = listing.market().terms().fees().rate() / 10_000.0 * p * (1 - p);
        result.copied++;
        result.shares += copy.shares() / 1e6;
        result.dollars += copy.shares() / 1e6 * ((buys ? worth - p : p - worth) - fee);
    }

    private static Result of(Map<String, Result> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    private static String name(Leader leader) {
        return leader.kind() + " " + leader.account().label();
    }

    private static @Nullable Leader leaderOf(Venue venue, Order order) {
        for (Leader leader : venue.marketplace().leaders()) {
            if (leader.account().equals(order.owner())) {
                return leader;
            }
        }
        return null;
    }
}
