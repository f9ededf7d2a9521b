package io.slipstream.worker.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads flags by name, collecting every problem so that all are told at once. */
final class Flags {

    /** A scheme, user and password, host and port, and the rest. */
    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z]+:(?://)?)?(?:[^/?#@]*@)?([^/?#@]*).*", Pattern.DOTALL);

    private final Environment environment;
    private final List<String> problems = new ArrayList<>();

    Flags(Environment environment) {
        this.environment = environment;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    void problem(String name, @Nullable String value, String whatToSet) {
        String problem = value == null
                ? "%s is not set: %s".formatted(name, whatToSet)
                : "%s=%s cannot be used: %s".formatted(name, value, whatToSet);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    String text(String name, String fallback) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        String value = text(name, Choices.flag(fallback));
        for (E constant : type.getEnumConstants()) {
            if (Choices.flag(constant).equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String known = Arrays.stream(type.getEnumConstants()).map(Choices::flag).collect(Collectors.joining(", "));
        problem(name, value, "set one of " + known);
        return fallback;
    }

    List<String> list(String name, String fallback) {
        return Stream.of(text(name, fallback).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    List<URI> urls(String name, String fallback, Set<String> schemes) {
        List<URI> urls = new ArrayList<>();
        for (String item : list(name, fallback)) {
            URI url = url(name, item, schemes);
            if (url != null) {
                urls.add(url);
            }
        }
        return urls;
    }

    URI url(String name, String fallback, Set<String> schemes, URI placeholder) {
        URI url = url(name, text(name, fallback), schemes);
        return url == null ? placeholder : url;
    }

    private @Nullable URI url(String name, String value, Set<String> schemes) {
        try {
            URI url = URI.create(value);
            String scheme = url.getScheme();
            if (scheme != null && schemes.contains(scheme.toLowerCase(Locale.ROOT)) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below, with what to set
        }
        problem(
                name,
                withoutKey(value),
                "set an address that starts with "
                        + schemes.stream()
                                .sorted()
                                .map(scheme -> scheme + "://")
                                .collect(Collectors.joining(" or ")));
        return null;
    }

    /** An address is shown up to its host: what follows is often a key, also where the scheme was forgotten. */
    private static String withoutKey(String value) {
        Matcher parts = ADDRESS.matcher(value);
        if (!parts.matches()) {
            return "…";
        }
        String shown = Objects.requireNonNullElse(parts.group(1), "") + parts.group(2);
        return shown.equals(value) ? value : shown + "/…";
    }

    /** A directory that is there or can be made, null if it is not set. */
    @Nullable
    Path directory(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return null;
        }
        try {
            Path path = Path.of(value).toAbsolutePath().normalize();
            if (!Files.exists(path) || Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // told below, with what to set
        }
        problem(name, value, "set a directory, which is made if it is not there");
        return null;
    }

    Duration millis(String name, long fallback, long least, long most) {
        return Duration.ofMillis(whole(name, fallback, least, most));
    }

    long whole(String name, long fallback, long least, long most) {
        return number(
                name,
                fallback,
                value -> {
                    long parsed = Long.parseLong(value);
                    return parsed >= least && parsed <= most ? parsed : null;
                },
                "set a whole number from %d to %d".formatted(least, most));
    }

    /** A decimal with at most six digits after the point, in millionths. */
    long micros(String name, String fallback, String least, String most) {
        return number(
                name,
                new BigDecimal(fallback).movePointRight(6).longValueExact(),
                value -> {
                    BigDecimal parsed = new BigDecimal(value);
                    boolean inside =
                            parsed.compareTo(new BigDecimal(least)) >= 0 && parsed.compareTo(new BigDecimal(most)) <= 0;
                    return inside ? parsed.movePointRight(6).longValueExact() : null;
                },
                "set a number from %s to %s with at most six decimals".formatted(least, most));
    }

    private long number(String name, long fallback, Function<String, @Nullable Long> parse, String whatToSet) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            Long parsed = parse.apply(value);
            if (parsed != null) {
                return parsed;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // told below, with what to set
        }
        problem(name, value, whatToSet);
        return fallback;
    }
}
