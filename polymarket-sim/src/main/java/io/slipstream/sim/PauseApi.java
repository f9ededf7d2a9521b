package io.slipstream.sim;

import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Lets a test stop the market and go on; sockets, answers and faults do not notice. */
final class PauseApi {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Pacemaker pacemaker;
    private final Venue venue;
    private final VenueGuard guard;

    PauseApi(Pacemaker pacemaker, Venue venue, VenueGuard guard) {
        this.pacemaker = pacemaker;
        this.venue = venue;
        this.guard = guard;
    }

    /** Adds {@code POST /sim/pause}, {@code POST /sim/resume} and {@code GET /sim/pause}. */
    void addTo(Routes routes) {
        routes.post("/sim/pause", this::pause)
                .post("/sim/resume", request -> resume())
                .get("/sim/pause", request -> state());
    }

    private HttpAnswer pause(HttpRequest request) {
        pacemaker.pause(duration(request.body()));
        return state();
    }

    private HttpAnswer resume() {
        pacemaker.resume();
        return state();
    }

    private HttpAnswer state() {
        return guard.read(() -> HttpAnswer.ok(Json.object()
                .put("paused", pacemaker.paused())
                .put("step", venue.currentStep())
                .put("simMillis", venue.nowMillis())
                .put("wallMillis", venue.wallMillis())));
    }

    private static Duration duration(String body) {
        if (body.isBlank()) {
            return LONGEST;
        }
        try {
            JsonNode millis = Json.read(body).path("millis");
            if (millis.isMissingNode()) {
                return LONGEST;
            }
            if (millis.isInt() && millis.intValue() > 0 && millis.intValue() <= LONGEST.toMillis()) {
                return Duration.ofMillis(millis.intValue());
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "the body is not JSON");
        }
        throw new BadRequestException(400, "millis must be a whole number in 1.." + LONGEST.toMillis());
    }
}
