package io.slipstream.sim.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks.
 *
 * @param method GET or POST
 * @param path the path without query
 * @param query query parameters, each with its values in order
 * @param variables the variable parts of the path
 * @param body the body, empty when there is none
 */
public record HttpRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> variables, String body) {

    /** The first value of a query parameter, if it is there and not blank. */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst().isBlank() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The first value of a query parameter that must be there. */
    public String required(String name) {
        return parameter(name).orElseThrow(() -> new BadRequestException(400, "parameter " + name + " is required"));
    }

    /** All values of a parameter that may be repeated or comma-separated. */
    public List<String> list(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A whole number within bounds, or a default when the parameter is absent. */
    public long whole(String name, long absent, long least, long most) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadRequestException(400, "parameter " + name + " must be a whole number, is " + text.get());
        }
        throw new BadRequestException(400, "parameter " + name + " must be in " + least + ".." + most);
    }

    /** A truth value, or a default when the parameter is absent. */
    public boolean flag(String name, boolean absent) {
        return parameter(name).map(Boolean::parseBoolean).orElse(absent);
    }

    /** A variable part of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the path has no variable " + name);
        }
        return value;
    }

    HttpRequest with(Map<String, String> pathVariables) {
        return new HttpRequest(method, path, query, pathVariables, body);
    }
}
