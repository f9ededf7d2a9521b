package io.slipstream.worker.settings;

import java.net.URI;
import java.time.Duration;

/**
 * How books are kept.
 *
 * @param tokensPerSocket tokens on one market socket
 * @param resyncPeriod in which every book is compared with {@code POST /books} once, spread out
 * @param restInterval between two polls in mode rest
 * @param probeAfter a connection that is silent for so long is asked whether it is alive
 * @param leaderHistory tokens that leaders traded within this time are tracked
 * @param leaderTokens so many of those at most, the most recent ones
 */
public record MarketDataSettings(
        Choices.BookstoreMode mode,
        URI socketUrl,
        URI clobUrl,
        int tokensPerSocket,
        Duration resyncPeriod,
        Duration restInterval,
        Duration probeAfter,
        Duration leaderHistory,
        int leaderTokens) {}
