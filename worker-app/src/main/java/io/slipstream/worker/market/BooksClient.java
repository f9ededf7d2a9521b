package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /books} of the CLOB (protocol reference 3.1). */
final class BooksClient {

    private static final String PATH = "books";

    private final URI url;
    private final HttpExchange http;
    private final JsonMapper json;
    private final MarketFrameParser parser;
    private final Feed feed;

    BooksClient(URI clobUrl, HttpExchange http, JsonMapper json, MarketFrameParser parser, Feed feed) {
        this.url = clobUrl;
        this.http = http;
        this.json = json;
        this.parser = parser;
        this.feed = feed;
    }

    /** The books of these tokens; a token the venue does not know is left out. */
    List<MarketEvent> books(Collection<TokenId> tokens) throws IOException {
        try {
            List<Map<String, String>> body = tokens.stream()
                    .map(token -> Map.of("token_id", token.toString()))
                    .toList();
            List<MarketEvent> books = parser.parse(http.post(feed, url, PATH, json.writeValueAsString(body)));
            feed.delivered();
            return books;
        } catch (IOException e) {
            feed.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }
}
