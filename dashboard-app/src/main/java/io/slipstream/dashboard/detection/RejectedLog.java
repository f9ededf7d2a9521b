package io.slipstream.dashboard.detection;

import java.time.Instant;

/**
 * A log that a node sent and that could not be what it claims.
 *
 * @param digest what tells it apart, in hex
 * @param source who sent it
 * @param reason why it was rejected
 * @param excerpt the beginning of what was sent
 * @param firstSeenAt when it came first
 */
public record RejectedLog(String digest, String source, String reason, String excerpt, Instant firstSeenAt) {}
