package io.slipstream.worker.feed;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Addresses as they may be shown: the rest of a node's address is often a key. */
public final class Endpoints {

    private Endpoints() {}

    /** A part of a host's name that is as long and has a digit is an account's, and may be its key. */
    private static final Pattern KEY_IN_HOST = Pattern.compile("(?<=^|\\.)(?=[^.]*[0-9])[^.]{24,}(?=\\.)");

    /** Host and port. */
    public static String shown(URI url) {
        String host = KEY_IN_HOST.matcher(String.valueOf(url.getHost())).replaceAll("…");
        return host + (url.getPort() < 0 ? "" : ":" + url.getPort());
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
}
