package io.slipstream.worker.feed;

import java.io.IOException;
import java.net.URI;
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

    /** An address with a path behind it. */
    public static HttpUrl.Builder url(URI base, String path) {
        return Objects.requireNonNull(HttpUrl.parse(base.toString()), "checked at start")
                .newBuilder()
                .addPathSegments(path);
    }

    private JsonNode exchange(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new HttpStatusException(
                        request.url().encodedPath(), response.code(), response.header("Retry-After"));
            }
            BufferedSource source = response.body().source();
            if (source.request(LARGEST_ANSWER + 1)) {
                throw new IOException("the answer of %s is larger than %d MiB"
                        .formatted(request.url().encodedPath(), LARGEST_ANSWER >> 20));
            }
            return json.readTree(source.readByteArray());
        } catch (JacksonException e) {
            throw new IOException(
                    "the answer of " + request.url().encodedPath() + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
