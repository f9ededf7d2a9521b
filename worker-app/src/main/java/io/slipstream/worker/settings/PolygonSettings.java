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
 * @param httpUrls nodes that are asked, all of them used
 * @param startBlock first block of interest to a leader without a cursor; null for the head at the start
 * @param scanInterval between two scans for what was not pushed
 * @param scanRange most blocks asked for at once; fewer where a node refuses
 * @param chainId the chain that nodes have to be on
 * @param requestsPerSecond most requests to one node
 * @param filterThreshold most leaders that nodes are asked to filter by; with more, all fills are taken and filtered here
 */
public record PolygonSettings(
        List<URI> wsUrls,
        List<URI> httpUrls,
        List<ExchangeContract> exchanges,
        @Nullable Long startBlock,
        Duration scanInterval,
        int scanRange,
        long chainId,
        int requestsPerSecond,
        int filterThreshold) {}
