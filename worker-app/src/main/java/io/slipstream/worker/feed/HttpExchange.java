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

    /** Asks with GET. */
    public JsonNode get(HttpUrl url) throws IOException {
        return exchange(new Request.Builder().url(url).build());
    }

    /** Asks with POST. */
    public JsonNode post(URI url, String body) throws IOException {
        return exchange(new Request.Builder()
                .url(url.toString())
                .post(RequestBody.create(body, JSON))
                .build());
    }

    /**
     * Asks with POST and answers what came as it came.
     *
     * @throws HttpStatusException for every status that is no success
     */
    public String postForText(URI url, String body) throws IOException {
        return new String(
                bytes(new Request.Builder()
                        .url(url.toString())
                        .post(RequestBody.create(body, JSON))
                        .build()),
                StandardCharsets.UTF_8);
    }

    /** An address with a path behind it. */
    public static HttpUrl.Builder url(URI base, String path) {
        return Objects.requireNonNull(HttpUrl.parse(base.toString()), "checked at start")
                .newBuilder()
                .addPathSegments(path);
    }

    private JsonNode exchange(Request request) throws IOException {
        try {
            return json.readTree(bytes(request));
        } catch (JacksonException e) {
            throw new IOException(
                    "the answer of " + Endpoints.shown(request.url().uri()) + " is no JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    private byte[] bytes(Request request) throws IOException {
        String server = Endpoints.shown(request.url().uri());
        try (Response response = client.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            if (!response.isSuccessful()) {
                source.request(LARGEST_ERROR);
                String body = source.getBuffer()
                        .readString(Math.min(LARGEST_ERROR, source.getBuffer().size()), StandardCharsets.UTF_8);
                throw new HttpStatusException(server, response.code(), response.header("Retry-After"), body);
            }
            if (source.request(LARGEST_ANSWER + 1)) {
                throw new AnswerTooLargeException(
                        "the answer of %s is larger than %d MiB".formatted(server, LARGEST_ANSWER >> 20));
            }
            return source.readByteArray();
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
