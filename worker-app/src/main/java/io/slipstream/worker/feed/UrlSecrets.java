package io.slipstream.worker.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * What of a configured address may be a key: user and password, the values of its query, and long parts of its path. A
 * provider may repeat them in errors, close reasons and answers; they are taken out where such a text enters, so that no
 * log, table, metric or tape gets them.
 */
final class UrlSecrets {

    /** Shorter parts of an address are words and versions, no keys. */
    private static final int SHORTEST = 8;

    private static final String HIDDEN = "…";

    private final List<String> keys;

    private UrlSecrets(List<String> keys) {
        this.keys = keys;
    }

    /** The keys of an address with scheme http, https, ws or wss. */
    static UrlSecrets of(URI address) {
        HttpUrl url = HttpUrl.get(address.toString().replaceFirst("^ws", "http"));
        Set<String> found = new LinkedHashSet<>();
        found.add(url.username());
        found.add(url.password());
        found.add(url.encodedUsername());
        found.add(url.encodedPassword());
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            if (value != null) {
                found.add(value);
            }
        }
        url.pathSegments().stream().filter(UrlSecrets::mayBeKey).forEach(found::add);
        url.encodedPathSegments().stream().filter(UrlSecrets::mayBeKey).forEach(found::add);
        List<String> keys = new ArrayList<>(found);
        keys.removeIf(key -> key.length() < SHORTEST);
        keys.sort(Comparator.comparingInt(String::length).reversed());
        return new UrlSecrets(List.copyOf(keys));
    }

    /** The text without the keys. */
    String hidden(String text) {
        String shown = text;
        for (String key : keys) {
            if (shown.contains(key)) {
                shown = shown.replace(key, HIDDEN);
            }
        }
        return shown;
    }

    /** Whether there is nothing to hide. */
    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Names of networks such as {@code polygon-mainnet} are no keys; whatever has a digit or both letter cases may be one. */
    private static boolean mayBeKey(String segment) {
        return segment.chars().anyMatch(Character::isDigit)
                || segment.chars().anyMatch(Character::isUpperCase)
                || (segment.length() >= 2 * SHORTEST && segment.indexOf('-') < 0);
    }
}
