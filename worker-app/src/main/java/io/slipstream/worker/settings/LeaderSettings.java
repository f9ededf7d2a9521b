package io.slipstream.worker.settings;

import io.slipstream.core.chain.Address;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Whom to follow and where to hear of it.
 *
 * @param labels label by wallet, empty where none was given
 * @param dataApiUrl the venue's Data API
 * @param pollInterval between two polls of it
 */
public record LeaderSettings(
        Choices.TriggerMode trigger, Map<Address, String> labels, URI dataApiUrl, Duration pollInterval) {

    /** Keeps its own copy. */
    public LeaderSettings {
        labels = Map.copyOf(labels);
    }
}
