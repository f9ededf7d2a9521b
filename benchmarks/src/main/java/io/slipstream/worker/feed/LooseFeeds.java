package io.slipstream.worker.feed;

import io.slipstream.worker.tape.Tape;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** What the feeds share, put together without Spring: for benchmarks. */
public record LooseFeeds(Feeds feeds, HttpExchange http, FeedScheduler scheduler) {

    /** Over this client. */
    public static LooseFeeds over(OkHttpClient client, JsonMapper json) {
        return new LooseFeeds(
                new Feeds(InstantSource.system(), Tape.NONE), new HttpExchange(client, json), new FeedScheduler());
    }
}
