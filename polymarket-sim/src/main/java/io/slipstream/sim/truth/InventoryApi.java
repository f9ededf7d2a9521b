package io.slipstream.sim.truth;

import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.venue.Drift;
import io.slipstream.sim.venue.TokenMove;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** How the leaders' holdings really changed, other than by fills that a declared exchange told of. */
public final class InventoryApi {

    private final Venue venue;
    private final VenueGuard guard;

    /** Answers from a venue. */
    public InventoryApi(Venue venue, VenueGuard guard) {
        this.venue = venue;
        this.guard = guard;
    }

    /** Adds the endpoints below {@code /sim}. */
    public void addTo(Routes routes) {
        routes.get("/sim/truth/inventory", this::inventory).get("/sim/truth/drift", this::drift);
    }

    private HttpAnswer inventory(HttpRequest request) {
        TruthPage page = TruthPage.asked(request);
        return guard.read(() -> HttpAnswer.ok(
                page.of(venue.tokenMoves(), "inventory", move -> move.leader().address(), InventoryApi::spell)
                        .put("head", venue.chain().head().number())));
    }

    private HttpAnswer drift(HttpRequest request) {
        TruthPage page = TruthPage.asked(request);
        return guard.read(() -> HttpAnswer.ok(
                page.of(venue.drift(), "drift", drift -> drift.leader().address(), InventoryApi::spell)
                        .put("head", venue.chain().head().number())));
    }

    private static ObjectNode spell(Drift drift) {
        return Json.object()
                .put("leader", drift.leader().address())
                .put("leaderLabel", drift.leader().label())
                .put("exchange", drift.exchange())
                .put("ledger", drift.ledger())
                .put("tokenId", drift.tokenId().toString())
                .put("sharesMicros", drift.sharesMicros())
                .put("usdcMicros", drift.usdcMicros())
                .put("txHash", drift.transactionHash());
    }

    private static ObjectNode spell(TokenMove move) {
        return Json.object()
                .put("leader", move.leader().address())
                .put("leaderLabel", move.leader().label())
                .put("kind", move.kind().name())
                .put("tokenId", move.tokenId().toString())
                .put("sharesMicros", move.sharesMicros())
                .put("txHash", move.transactionHash());
    }
}
