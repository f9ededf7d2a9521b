package io.slipstream.sim.data;

import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.venue.Fill;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;

/** The Data API, version 1 (section 6): mined fills, some time after their block. */
public final class DataApi {

    private static final int LARGEST_ACTIVITY_PAGE = 500;
    private static final int LARGEST_TRADES_PAGE = 10_000;
    private static final int USUAL_PAGE = 100;
    private static final int DEEPEST_OFFSET = 10_000;

    private final Venue venue;
    private final VenueGuard guard;
    private final int lagMillis;

    /**
     * Answers from a venue.
     *
     * @param lagMillis simulated milliseconds by which an answer lags the block
     */
    public DataApi(Venue venue, VenueGuard guard, int lagMillis) {
        this.venue = venue;
        this.guard = guard;
        this.lagMillis = lagMillis;
    }

    /** Adds the endpoints below {@code /data}. */
    public void addTo(Routes routes) {
        routes.get("/data/activity", this::activity).get("/data/trades", this::trades);
    }

    private HttpAnswer activity(HttpRequest request) {
        String user = request.required("user").toLowerCase(Locale.ROOT);
        List<String> types = request.list("type");
        if (!types.isEmpty() && !types.contains("TRADE")) {
            return HttpAnswer.ok(Json.array());
        }
        return rows(request, byUser(user), LARGEST_ACTIVITY_PAGE, true);
    }

    private HttpAnswer trades(HttpRequest request) {
        boolean takerOnly = request.flag("takerOnly", true);
        Predicate<Fill> wanted = fill -> !takerOnly || fill.aggressive();
        String user = request.parameter("user").orElse("").toLowerCase(Locale.ROOT);
        return rows(request, user.isEmpty() ? wanted : wanted.and(byUser(user)), LARGEST_TRADES_PAGE, false);
    }

    private static Predicate<Fill> byUser(String user) {
        if (!user.matches("0x[0-9a-f]{40}")) {
            throw new BadRequestException(400, "user must be an address of 40 hexadecimal digits");
        }
        return fill -> fill.owner().address().equals(user);
    }

    private HttpAnswer rows(HttpRequest request, Predicate<Fill> wanted, int largestPage, boolean activity) {
        int limit = (int) Math.min(largestPage, request.whole("limit", USUAL_PAGE, 0, Integer.MAX_VALUE));
        int offset = (int) request.whole("offset", 0, 0, DEEPEST_OFFSET);
        long start = request.whole("start", 0, 0, Long.MAX_VALUE);
        long end = request.whole("end", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        List<String> markets = request.list("market");
        String side = request.parameter("side").orElse("");
        boolean ascending = request.parameter("sortDirection").orElse("DESC").equalsIgnoreCase("ASC");
        Predicate<Fill> all = wanted.and(fill ->
                        markets.isEmpty() || markets.contains(fill.instrument().conditionId()))
                .and(fill -> side.isEmpty() || fill.side() == side(side));
        return guard.read(() -> {
            long visibleUntil = venue.timeline().wallMillis(Math.max(0, venue.nowMillis() - lagMillis));
            List<MinedFill> entries = venue.ledger().allFills();
            ArrayNode out = Json.array();
            int skipped = 0;
            for (int i = 0; i < entries.size() && out.size() < limit; i++) {
                MinedFill entry = entries.get(ascending ? i : entries.size() - 1 - i);
                long second = Math.floorDiv(entry.blockMillis(), 1000L);
                boolean visible = entry.blockMillis() <= visibleUntil && second >= start && second <= end;
                if (visible && all.test(entry.fill())) {
                    if (skipped < offset) {
                        skipped++;
                    } else {
                        out.add(DataRow.spell(venue, entry, activity));
                    }
                }
            }
            return HttpAnswer.ok(out);
        });
    }

    private static Side side(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new BadRequestException(400, "side must be BUY or SELL");
        };
    }
}
