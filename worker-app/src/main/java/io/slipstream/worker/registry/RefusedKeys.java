package io.slipstream.worker.registry;

import io.slipstream.worker.feed.HttpStatusException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conditions and tokens that Gamma refuses to tell of: asked for again once an hour, so that the others are not held up. */
final class RefusedKeys {

    private static final Logger log = LoggerFactory.getLogger(RefusedKeys.class);
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Instant> refusedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    RefusedKeys(InstantSource clock) {
        this.clock = clock;
    }

    boolean mayBeAsked(String key) {
        Instant at = refusedAt.get(key);
        return at == null || !clock.instant().isBefore(at.plus(AGAIN_AFTER));
    }

    void refused(String key, HttpStatusException why) {
        refusedAt.remove(key);
        refusedAt.put(key, clock.instant());
        log.warn(
                "Gamma does not tell of {}: {}; it is left out and asked for again in {} min, all others go on",
                key,
                why.getMessage(),
                AGAIN_AFTER.toMinutes());
    }
}
