package io.slipstream.worker.settings;

import io.slipstream.core.engine.EngineConfig;

/**
 * Everything the environment says, by concern.
 *
 * @param calibration whether orders of everybody are observed to measure how right paper execution is
 */
public record WorkerSettings(
        LeaderSettings leaders,
        PolygonSettings polygon,
        MarketDataSettings marketData,
        RegistrySettings registry,
        EngineConfig engine,
        TapeSettings tape,
        boolean calibration) {}
