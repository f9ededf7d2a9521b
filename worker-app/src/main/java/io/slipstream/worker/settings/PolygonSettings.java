package io.slipstream.worker.settings;

import io.slipstream.core.chain.ExchangeContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the chain is watched.
 *
 * @param wsUrls nodes that push, all used at once; may be empty
 * @param httpUrls nodes that are asked, the next one when one fails
 * @param startBlock first block of interest to a leader without a cursor; null for the head at the start
 * @param scanInterval between two scans for what was not pushed
 * @param scanRange most blocks asked for at once; halved when a node refuses
 */
public record PolygonSettings(
        List<URI> wsUrls,
        List<URI> httpUrls,
        List<ExchangeContract> exchanges,
        @Nullable Long startBlock,
        Duration scanInterval,
        int scanRange) {}
