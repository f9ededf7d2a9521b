package io.slipstream.worker.feed;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP with a limit on time and size. */
@Component
public final class HttpExchange {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final long LARGEST_ANSWER = 64L << 20;
    private static final long LARGEST_ERROR = 64L << 10;
    /** So many characters of what was sent say enough about an answer. */
    private static final int LARGEST_SHOWN = 4 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final JsonMapper json;

    HttpExchange(OkHttpClient client, JsonMapper json) {
        this.client = client.newBuilder()
                .callTimeout(PATIENCE)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
        this.json = json;
    }

    /**
     * Asks with GET.
     *
     * @param feed that the answer belongs to
     * @param base the configured address, of which nothing is taken down
     */
    public JsonNode get(Feed feed, URI base, HttpUrl url) throws IOException {
        return exchange(new Asked(feed, base, new Request.Builder().url(url).build(), ""));
    }

    /** Asks with POST, below the configured address. */
    public JsonNode post(Feed feed, URI base, String path, String body) throws IOException {
        return exchange(posted(feed, base, url(base, path).build(), body));
    }

    /**
     * Asks with POST at the configured address and answers what came as it came.
     *
     * @throws HttpStatusException for every status that is no success
     */
    public String postForText(Feed feed, URI base, String body) throws IOException {
        return new String(bytes(posted(feed, base, HttpUrl.get(base.toString()), body)), StandardCharsets.UTF_8);
    }

    /** An address with a path behind it. */
    public static HttpUrl.Builder url(URI base, String path) {
        return Objects.requireNonNull(HttpUrl.parse(base.toString()), "checked at start")
                .newBuilder()
                .addPathSegments(path);
    }

    private JsonNode exchange(Asked asked) throws IOException {
        try {
            return json.readTree(bytes(asked));
        } catch (JacksonException e) {
            throw new IOException(
                    "the answer of " + Endpoints.shown(asked.base) + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private byte[] bytes(Asked asked) throws IOException {
        String server = Endpoints.shown(asked.base);
        UrlSecrets secrets = UrlSecrets.of(asked.base);
        try (Response response = client.newCall(asked.request).execute()) {
            BufferedSource source = response.body().source();
            if (!response.isSuccessful()) {
                source.request(LARGEST_ERROR);
                String body = secrets.hidden(source.getBuffer()
                        .readString(Math.min(LARGEST_ERROR, source.getBuffer().size()), StandardCharsets.UTF_8));
                asked.answered(response.code(), body.getBytes(StandardCharsets.UTF_8));
                throw new HttpStatusException(server, response.code(), response.header("Retry-After"), body);
            }
            if (source.request(LARGEST_ANSWER + 1)) {
                throw new AnswerTooLargeException(
                        "the answer of %s is larger than %d MiB".formatted(server, LARGEST_ANSWER >> 20));
            }
            byte[] body = secrets.isEmpty()
                    ? source.readByteArray()
                    : secrets.hidden(source.readString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            asked.answered(response.code(), body);
            return body;
        }
    }

    private static Asked posted(Feed feed, URI base, HttpUrl url, String body) {
        return new Asked(
                feed,
                base,
                new Request.Builder()
                        .url(url)
                        .post(RequestBody.create(body, JSON))
                        .build(),
                body);
    }

    /** A request, and what is said of it on the tape. */
    private record Asked(Feed feed, URI base, Request request, String body) {

        void answered(int status, byte[] answer) {
            String shown = body.length() <= LARGEST_SHOWN ? body : body.substring(0, LARGEST_SHOWN);
            feed.tape()
                    .answer(
                            "%s %s %d%s%s"
                                    .formatted(
                                            request.method(),
                                            Endpoints.asked(base, request.url()),
                                            status,
                                            shown.isEmpty() ? "" : "\n",
                                            shown),
                            answer);
        }
    }

    /** An answer over the limit of size. */
    public static final class AnswerTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        AnswerTooLargeException(String message) {
            super(message);
        }
    }
}
