package io.slipstream.sim.gamma;

import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Gamma market catalogue with its keyset pages (section 7). */
public final class GammaApi {

    /** Most markets on a page; a larger wish is lowered silently, as the venue does. */
    public static final int LARGEST_PAGE = 100;

    private static final int USUAL_PAGE = 20;
    private static final String CURSOR_PREFIX = "market:";

    private final Venue venue;
    private final VenueGuard guard;

    /** Answers from a venue. */
    public GammaApi(Venue venue, VenueGuard guard) {
        this.venue = venue;
        this.guard = guard;
    }

    /** Adds the endpoints below {@code /gamma}. */
    public void addTo(Routes routes) {
        routes.get("/gamma/markets/keyset", this::page)
                .get(
                        "/gamma/markets/slug/{slug}",
                        request -> one(listing -> listing.text().slug().equals(request.variable("slug"))))
                .get(
                        "/gamma/markets/{id}",
                        request -> one(
                                listing -> Integer.toString(listing.text().id()).equals(request.variable("id"))));
    }

    private HttpAnswer one(Predicate<Listing> wanted) {
        return guard.read(() -> venue.marketplace().listings().stream()
                .filter(wanted)
                .findFirst()
                .map(listing -> HttpAnswer.ok(GammaMarket.spell(listing, venue.timeline())))
                .orElseGet(() ->
                        new HttpAnswer(404, "{\"type\":\"not found error\",\"error\":\"id not found\"}", Map.of())));
    }

    private HttpAnswer page(HttpRequest request) {
        if (request.query().containsKey("offset")) {
            throw new BadRequestException(422, "offset is not supported on keyset endpoints, use after_cursor");
        }
        int limit = (int) Math.min(LARGEST_PAGE, request.whole("limit", USUAL_PAGE, 1, Integer.MAX_VALUE));
        int after = request.parameter("after_cursor").map(GammaApi::position).orElse(-1);
        boolean closed = request.flag("closed", false);
        List<String> conditions = request.list("condition_ids");
        List<String> tokens = request.list("clob_token_ids");
        return guard.read(() -> {
            List<Listing> listings = venue.marketplace().listings();
            ObjectNode out = Json.object();
            ArrayNode markets = out.putArray("markets");
            int last = after;
            for (int i = after + 1; i < listings.size(); i++) {
                if (!wanted(listings.get(i).market(), closed, conditions, tokens)) {
                    continue;
                }
                if (markets.size() == limit) {
                    out.put("next_cursor", cursor(last));
                    break;
                }
                markets.add(GammaMarket.spell(listings.get(i), venue.timeline()));
                last = i;
            }
            return HttpAnswer.ok(out);
        });
    }

    private static boolean wanted(Market market, boolean closed, List<String> conditions, List<String> tokens) {
        boolean state = (market.status() == MarketStatus.RESOLVED) == closed;
        boolean condition =
                conditions.isEmpty() || conditions.contains(market.terms().conditionId());
        boolean token = tokens.isEmpty()
                || tokens.contains(market.tokenText(Outcome.YES))
                || tokens.contains(market.tokenText(Outcome.NO));
        return state && condition && token;
    }

    private static String cursor(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((CURSOR_PREFIX + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(CURSOR_PREFIX)) {
                return Integer.parseInt(text.substring(CURSOR_PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(422, "invalid after_cursor");
        }
        throw new BadRequestException(422, "invalid after_cursor");
    }
}
