package io.slipstream.worker.settings;

import io.slipstream.core.engine.EngineConfig;

/** Everything the environment says, by concern. */
public record WorkerSettings(
        LeaderSettings leaders,
        PolygonSettings polygon,
        MarketDataSettings marketData,
        RegistrySettings registry,
        EngineConfig engine,
        TapeSettings tape) {}
