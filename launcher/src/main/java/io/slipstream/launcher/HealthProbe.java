package io.slipstream.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Spring Boot process how it is. */
final class HealthProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Feeds connect after the process answers; what is not up by then is worth telling. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final InstantSource clock;
    private final URI health;
    private @Nullable Instant firstAnswer;

    HealthProbe(int port, InstantSource clock) {
        this.clock = clock;
        this.health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
    }

    /** What it says about itself: that it is up, or, a while after its first answer, why it is not. */
    Optional<String> ask() {
        try {
            String body = http.send(
                            HttpRequest.newBuilder(health).timeout(TIMEOUT).build(), BodyHandlers.ofString())
                    .body();
            JsonNode answer = JsonMapper.shared().readTree(body);
            String status = answer.path("status").asString("");
            return status.isEmpty() || !isFinal(status) ? Optional.empty() : Optional.of(describe(status, answer));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean isFinal(String status) {
        Instant now = clock.instant();
        if (firstAnswer == null) {
            firstAnswer = now;
        }
        return status.equals("UP") || now.isAfter(firstAnswer.plus(PATIENCE));
    }

    private static String describe(String status, JsonNode answer) {
        String reasons = answer.path("components").properties().stream()
                .filter(part -> !part.getValue().path("status").asString("UP").equals("UP"))
                .map(HealthProbe::reason)
                .collect(Collectors.joining("; "));
        return status.equals("UP") || reasons.isEmpty() ? status : status + ": " + reasons;
    }

    private static String reason(Map.Entry<String, JsonNode> part) {
        JsonNode details = part.getValue().path("details");
        return part.getKey() + " " + part.getValue().path("status").asString("")
                + (details.isEmpty() ? "" : " " + details);
    }
}
