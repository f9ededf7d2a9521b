package io.slipstream.worker.feed;

import io.slipstream.worker.tape.Tape;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Feeds and exchanges for tests of what uses them. */
public final class TestingFeeds {

    private TestingFeeds() {}

    /** Feeds that are registered. */
    public static Feeds feeds() {
        return new Feeds(InstantSource.system(), Tape.NONE);
    }

    /** A feed of no consequence. */
    public static Feed feed() {
        return feed(Tape.NONE);
    }

    /** A feed whose frames go onto a tape. */
    public static Feed feed(Tape tape) {
        return new Feeds(InstantSource.system(), tape).register("test", Duration.ofMinutes(1));
    }

    /** JSON over real HTTP. */
    public static HttpExchange http() {
        return new HttpExchange(new OkHttpClient(), new JsonMapper());
    }
}
