package io.slipstream.worker;

import io.slipstream.worker.engine.EngineThread;
import io.slipstream.worker.engine.JournalThread;
import io.slipstream.worker.market.MarketFeed;
import io.slipstream.worker.registry.RegistrySync;
import io.slipstream.worker.registry.TokenRegistry;

/** What a running worker is made of. */
record WorkerParts(
        Detection detection,
        MarketFeed market,
        RegistrySync sync,
        EngineThread engine,
        JournalThread journal,
        TokenRegistry registry) {}
