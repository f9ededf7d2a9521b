package io.slipstream.sim.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who answers a request. Parts of a pattern in braces match any one part of a path. */
public final class Routes {

    /** Answers one kind of request. */
    @FunctionalInterface
    public interface Endpoint {

        /** Answers, or throws {@link BadRequestException}. */
        HttpAnswer answer(HttpRequest request);
    }

    private record Route(String method, List<String> parts, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds an endpoint for GET. */
    public Routes get(String pattern, Endpoint endpoint) {
        routes.add(new Route("GET", parts(pattern), endpoint));
        return this;
    }

    /** Adds an endpoint for POST. */
    public Routes post(String pattern, Endpoint endpoint) {
        routes.add(new Route("POST", parts(pattern), endpoint));
        return this;
    }

    /** Answers a request: 404 for an unknown path, 405 for a known path with another method. */
    public HttpAnswer answer(HttpRequest request) {
        List<String> parts = parts(request.path());
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = match(route.parts(), parts);
            if (variables.isPresent()) {
                known = true;
                if (route.method().equals(request.method())) {
                    return answer(route.endpoint(), request.with(variables.get()));
                }
            }
        }
        return known
                ? HttpAnswer.error(405, request.method() + " is not allowed for " + request.path())
                : HttpAnswer.error(404, "there is nothing at " + request.path());
    }

    private static HttpAnswer answer(Endpoint endpoint, HttpRequest request) {
        try {
            return endpoint.answer(request);
        } catch (BadRequestException e) {
            return HttpAnswer.error(e.status(), e.text());
        }
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> parts(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }
}
