package io.slipstream.worker.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** Addresses as they may be shown: the rest of a node's address is often a key. */
public final class Endpoints {

    private Endpoints() {}

    /** Shorter parts of an address are words and versions, no keys. */
    private static final int SHORTEST_KEY = 8;

    /** Host and port. */
    public static String shown(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** What was asked for, without what stands in the configured address: the path and the query that were added to it. */
    static String asked(URI base, HttpUrl url) {
        HttpUrl configured = HttpUrl.get(base.toString());
        List<String> path = url.encodedPathSegments();
        int known = (int) configured.encodedPathSegments().stream()
                .filter(segment -> !segment.isEmpty())
                .count();
        StringBuilder asked = new StringBuilder();
        path.subList(Math.min(known, path.size()), path.size())
                .forEach(segment -> asked.append('/').append(segment));
        char before = '?';
        for (int i = 0; i < url.querySize(); i++) {
            String name = url.queryParameterName(i);
            if (!configured.queryParameterNames().contains(name)) {
                asked.append(before).append(name).append('=').append(url.queryParameterValue(i));
                before = '&';
            }
        }
        return asked.isEmpty() ? "/" : asked.toString();
    }

    /** A text of a server that may repeat the address by which it was asked, without what of that may be a key. */
    static String withoutKeys(URI base, String text) {
        HttpUrl configured = HttpUrl.get(base.toString());
        List<String> keys = new ArrayList<>(configured.pathSegments());
        keys.addAll(configured.encodedPathSegments());
        for (int i = 0; i < configured.querySize(); i++) {
            String value = configured.queryParameterValue(i);
            if (value != null) {
                keys.add(value);
            }
        }
        keys.add(configured.username());
        keys.add(configured.password());
        String shown = text;
        for (String key : keys) {
            shown = key.length() < SHORTEST_KEY ? shown : shown.replace(key, "…");
        }
        return shown;
    }
}
