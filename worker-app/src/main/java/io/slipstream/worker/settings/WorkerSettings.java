package io.slipstream.worker.settings;

import io.slipstream.core.engine.EngineConfig;
import io.slipstream.persistence.Retention;

/**
 * Everything the environment says, by concern.
 *
 * @param calibration whether orders of everybody are observed to measure how right paper execution is
 * @param whenTaken what happens if another worker works on the database
 * @param retention how long things are kept that are not kept for ever
 */
public record WorkerSettings(
        LeaderSettings leaders,
        PolygonSettings polygon,
        MarketDataSettings marketData,
        RegistrySettings registry,
        EngineConfig engine,
        TapeSettings tape,
        boolean calibration,
        Choices.WhenTaken whenTaken,
        Retention.Kept retention) {}
