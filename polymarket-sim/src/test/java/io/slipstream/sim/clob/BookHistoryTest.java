package io.slipstream.sim.clob;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.exchange.BookDepth;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.Venues;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BookHistoryTest {

    private final Venue venue = Venues.of(11);
    private final BookHistory history = new BookHistory(venue.engine().markets(), venue::wallMillis);

    BookHistoryTest() {
        venue.engine().addListener(history);
    }

    @Test
    void bringsBackEveryBookOfTheLastMinute() {
        Venues.run(venue, 300);
        Map<Long, Map<String, BookDepth>> seen = new HashMap<>();
        for (int second = 0; second < 50; second++) {
            seen.put(venue.wallMillis(), depths());
            Venues.run(venue, 1);
        }
        int compared = 0;
        int moved = 0;
        for (Map.Entry<Long, Map<String, BookDepth>> past : seen.entrySet()) {
            for (BookDepth depth : past.getValue().values()) {
                if (depth.market().status() != MarketStatus.RESOLVED) {
                    BookHistory.Moment moment = history.at(depth.market(), depth.outcome(), past.getKey());
                    assertThat(moment.depth()).isEqualTo(depth);
                    assertThat(moment.wallMillis()).isEqualTo(past.getKey());
                    compared++;
                    moved += depth.equals(BookDepth.now(depth.market(), depth.outcome())) ? 0 : 1;
                }
            }
        }
        assertThat(compared).isGreaterThan(2_000);
        assertThat(moved).isGreaterThan(1_000);
    }

    @Test
    void goesNoFurtherBackThanItKnowsAndNoFurtherAheadThanNow() {
        Venues.run(venue, 200);
        Market market = venue.engine().markets().stream()
                .filter(some -> some.status() == MarketStatus.OPEN)
                .findFirst()
                .orElseThrow();

        BookHistory.Moment oldest = history.at(market, Outcome.NO, 0);
        BookHistory.Moment newest = history.at(market, Outcome.NO, Long.MAX_VALUE);

        assertThat(venue.wallMillis() - oldest.wallMillis()).isBetween(50_000L, 62_000L);
        assertThat(newest.depth()).isEqualTo(BookDepth.now(market, Outcome.NO));
        assertThat(newest.wallMillis()).isEqualTo(venue.wallMillis());
    }

    private Map<String, BookDepth> depths() {
        Map<String, BookDepth> out = new HashMap<>();
        for (Market market : venue.engine().markets()) {
            for (Outcome outcome : Outcome.values()) {
                if (market.status() != MarketStatus.RESOLVED) {
                    out.put(market.tokenText(outcome), BookDepth.now(market, outcome));
                }
            }
        }
        return out;
    }
}
