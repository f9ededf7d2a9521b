package io.slipstream.sim.clob;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.clob.BookFault.PartialBooks;
import io.slipstream.sim.clob.BookFault.StaleBooks;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.lapse.Share;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.venue.Venues;
import io.slipstream.sim.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

@Timeout(30)
class BooksApiTest {

    private final Venue venue = Venues.of(11);
    private final Tokens tokens = new Tokens(venue.engine().markets());
    private final BookHistory history = new BookHistory(venue.engine().markets(), venue::wallMillis);
    private long pausedMillis;
    private final BooksApi api =
            new BooksApi(venue, new VenueGuard(), tokens, history, () -> venue.wallMillis() + pausedMillis);
    private final Routes routes = new Routes();

    BooksApiTest() {
        venue.engine().addListener(tokens);
        venue.engine().addListener(history);
        api.addTo(routes);
        Venues.run(venue, 60);
    }

    @Test
    void showsBooksAsTheyStoodWithTheTimeAndHashOfThen() {
        String then = books();
        Venues.run(venue, 5);
        String now = books();

        BookFault fault = api.switchOn(() -> new StaleBooks(share(100), 5_000));

        assertThat(books()).isEqualTo(then).isNotEqualTo(now);
        api.switchOff(fault);
        assertThat(books()).isEqualTo(now);
    }

    @Test
    void catchesUpWhileTheMarketIsPaused() {
        Venues.run(venue, 5);
        String now = books();
        api.switchOn(() -> new StaleBooks(share(100), 5_000));

        pausedMillis = 5_000;

        assertThat(books()).isEqualTo(now);
    }

    @Test
    void leavesTheSameBooksOutForTheSameSeed() {
        List<String> all = ids(books());
        api.switchOn(() -> new PartialBooks(share(40)));
        List<String> first = ids(books());
        api.switchOn(() -> new PartialBooks(share(40)));

        assertThat(ids(books())).isEqualTo(first);
        assertThat(all).hasSize(48).containsAll(first);
        assertThat(first).hasSizeBetween(18, 40);
    }

    private String books() {
        ArrayNode wanted = Json.array();
        for (Market market : venue.engine().markets().subList(0, 24)) {
            for (Outcome outcome : Outcome.values()) {
                wanted.addObject().put("token_id", market.tokenText(outcome));
            }
        }
        return routes.answer(new HttpRequest("POST", "/clob/books", Map.of(), Map.of(), Json.write(wanted)))
                .body();
    }

    private static List<String> ids(String books) {
        List<String> ids = new ArrayList<>();
        for (JsonNode book : Json.read(books)) {
            ids.add(book.get("asset_id").asString());
        }
        return ids;
    }

    private static Share share(int percent) {
        return new Share(percent, new Draw(1, "test"));
    }
}
