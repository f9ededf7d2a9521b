package io.slipstream.worker.node;

/**
 * What is needed of a block to know where it stands.
 *
 * @param timeSeconds when it was made, seconds since 1970
 */
public record BlockHeader(long number, String hash, String parentHash, long timeSeconds) {}
