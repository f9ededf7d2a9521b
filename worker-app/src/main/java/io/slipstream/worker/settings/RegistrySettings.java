package io.slipstream.worker.settings;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how often the registry of markets is read.
 *
 * @param trackedTokens tokens whose books are kept before a leader trades them, most liquid first
 */
public record RegistrySettings(URI gammaUrl, Duration syncInterval, int trackedTokens) {}
