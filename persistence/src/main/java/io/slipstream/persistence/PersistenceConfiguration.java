package io.slipstream.persistence;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** What an application imports to work on Slipstream's database: entities, stores, and migrations that wait for it. */
@Configuration(proxyBeanMethods = false)
@EntityScan
@EnableJpaRepositories
@Import({
    CalibrationStore.class,
    CompletenessStore.class,
    DatabaseGate.class,
    DetectionStore.class,
    FeedHealthStore.class,
    StandingTaskStore.class,
    InventoryStore.class,
    BookWishStore.class,
    Journal.class,
    LeaderStore.class,
    LedgerStore.class,
    MarketStore.class,
    OpenOrderStore.class,
    Partitions.class,
    QuarantineStore.class,
    Retention.class
})
public class PersistenceConfiguration {}
