package io.slipstream.worker;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The worker's packages are modules without cycles, and arrows between the Maven modules point inward. */
@AnalyzeClasses(packages = "io.slipstream", importOptions = ImportOption.DoNotIncludeTests.class)
class ModularityTest {

    @Test
    void hasNoCyclesAndNoReachingIntoInternals() {
        ApplicationModules.of(WorkerApplication.class).verify();
    }

    @ArchTest
    static final ArchRule persistenceDoesNotKnowTheApps = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.slipstream.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.slipstream.worker..", "io.slipstream.dashboard..", "io.slipstream.sim..");

    @ArchTest
    static final ArchRule theWorkerDoesNotKnowTheSimulatorOrTheDashboard = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.slipstream.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.slipstream.sim..", "io.slipstream.dashboard..");

    @ArchTest
    static final ArchRule theSimulatorSharesNoCodeWithWhatItTests = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.slipstream.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.slipstream.core..", "io.slipstream.persistence..", "io.slipstream.worker..");

    @ArchTest
    static final ArchRule onlyPersistenceKnowsJpa = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.slipstream.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..");
}
