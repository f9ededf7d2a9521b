package io.slipstream.worker.settings;

import io.slipstream.core.engine.EngineConfig;

/**
 * Everything the environment says, by concern.
 *
 * @param calibration whether orders of everybody are observed to measure how right paper execution is
 * @param whenTaken what happens if another worker works on the database
 */
public record WorkerSettings(
        LeaderSettings leaders,
        PolygonSettings polygon,
        MarketDataSettings marketData,
        RegistrySettings registry,
        EngineConfig engine,
        TapeSettings tape,
        boolean calibration,
        Choices.WhenTaken whenTaken) {}
