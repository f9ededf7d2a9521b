package io.slipstream.worker.settings;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the chain is watched.
 *
 * @param wsUrls nodes that push, all used at once; may be empty
 * @param httpUrls nodes that are asked, all of them used
 * @param socketsPerNode connections to each node that pushes
 * @param startBlock first block of interest to a leader without a cursor; null for the head at the start
 * @param scanInterval between two scans for what was not pushed, while what is pushed is whole
 * @param scanRange most blocks asked for at once; fewer where a node refuses
 * @param chainId the chain that nodes have to be on
 * @param requestsPerSecond most requests to one node
 * @param auditInterval between two second readings of final blocks
 * @param lateAfter from a block's time to the detection of its fills: beyond it they count as late
 * @param knownContracts that may move leaders' tokens and collateral, beside those of the venue
 * @param filterThreshold most leaders that nodes are asked to filter by; with more, all fills are taken and filtered here
 */
public record PolygonSettings(
        List<URI> wsUrls,
        List<URI> httpUrls,
        int socketsPerNode,
        List<ExchangeContract> exchanges,
        @Nullable Long startBlock,
        Duration scanInterval,
        int scanRange,
        long chainId,
        int requestsPerSecond,
        Duration auditInterval,
        Duration lateAfter,
        Set<Address> knownContracts,
        int filterThreshold) {}
