package io.slipstream.worker.registry;

import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Gamma's {@code /markets/keyset} (protocol reference 7). */
final class GammaClient {

    private static final Logger log = LoggerFactory.getLogger(GammaClient.class);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5_000;
    private static final int KEYS_PER_REQUEST = 20;
    /** What is asked for is wrong; other statuses are of the server or of our access to it. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 410, 413, 414, 422);

    private final URI url;
    private final HttpExchange http;
    private final GammaParser parser;
    private final Feed feed;
    private final RefusedKeys aside;

    GammaClient(URI url, HttpExchange http, GammaParser parser, Feed feed, RefusedKeys aside) {
        this.aside = aside;
        this.url = url;
        this.http = http;
        this.parser = parser;
        this.feed = feed;
    }

    /** What takes the markets, a page at a time. */
    interface Pages {
        void page(List<GammaMarket> markets);
    }

    /** Every market that is open. */
    void openMarkets(Pages pages) throws IOException {
        read(keyset().addQueryParameter("closed", "false"), pages);
    }

    /** These markets, open or closed. */
    void byCondition(Collection<String> conditions, Pages pages) throws IOException {
        byKey("condition_ids", conditions, pages);
    }

    /** The markets of these tokens, open or closed. */
    void byToken(Collection<String> tokens, Pages pages) throws IOException {
        byKey("clob_token_ids", tokens, pages);
    }

    private void byKey(String parameter, Collection<String> keys, Pages pages) throws IOException {
        List<String> all = keys.stream().filter(aside::mayBeAsked).toList();
        for (int from = 0; from < all.size(); from += KEYS_PER_REQUEST) {
            List<String> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_REQUEST));
            readKeys(parameter, some, pages);
        }
    }

    /** One key that Gamma refuses makes it refuse all that are asked for with it: halves tell which it is. */
    private void readKeys(String parameter, List<String> keys, Pages pages) throws IOException {
        try {
            for (String closed : List.of("false", "true")) {
                HttpUrl.Builder request = keyset().addQueryParameter("closed", closed);
                keys.forEach(key -> request.addQueryParameter(parameter, key));
                read(request, pages);
            }
        } catch (HttpStatusException e) {
            if (!REFUSALS.contains(e.status())) {
                throw e;
            }
            if (keys.size() == 1) {
                aside.refused(keys.getFirst(), e);
                return;
            }
            int middle = keys.size() / 2;
            readKeys(parameter, keys.subList(0, middle), pages);
            readKeys(parameter, keys.subList(middle, keys.size()), pages);
        }
    }

    private HttpUrl.Builder keyset() {
        return HttpExchange.url(url, "markets/keyset").addQueryParameter("limit", Integer.toString(PAGE));
    }

    /** Pages end where no cursor comes, never by their length. */
    private void read(HttpUrl.Builder request, Pages pages) throws IOException {
        try {
            String cursor = "";
            for (int page = 0; page < MOST_PAGES; page++) {
                if (!cursor.isEmpty()) {
                    request.setQueryParameter("after_cursor", cursor);
                }
                JsonNode answer = http.get(feed, url, request.build());
                if (!answer.path("markets").isArray()) {
                    throw new IOException("Gamma answered without markets");
                }
                pages.page(markets(answer.path("markets")));
                feed.delivered();
                cursor = answer.path("next_cursor").asString("");
                if (cursor.isEmpty()) {
                    return;
                }
            }
            log.warn("Gamma has more than {} pages; the rest is left out", MOST_PAGES);
        } catch (IOException e) {
            feed.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private List<GammaMarket> markets(JsonNode nodes) {
        List<GammaMarket> markets = new ArrayList<>(nodes.size());
        for (JsonNode node : nodes) {
            try {
                GammaMarket market = parser.market(node);
                if (market != null) {
                    markets.add(market);
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                log.warn(
                        "rejected a market of Gamma: {} ({})",
                        e.getMessage(),
                        node.path("slug").asString("?"));
            }
        }
        return markets;
    }
}
