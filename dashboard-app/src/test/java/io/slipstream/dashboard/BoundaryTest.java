package io.slipstream.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;

/** What the dashboard may depend on. */
@Timeout(60)
class BoundaryTest {

    private static final JavaClasses DASHBOARD = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.slipstream.dashboard");

    @Test
    void featuresHaveNoCyclesAndUseOnlyEachOthersPublicTypes() {
        ApplicationModules.of(DashboardApplication.class).verify();
    }

    @Test
    void knowsNoOtherModuleThanPersistence() {
        classes()
                .that()
                .resideInAPackage("io.slipstream..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.slipstream.worker..",
                        "io.slipstream.sim..",
                        "io.slipstream.core..",
                        "io.slipstream.launcher..")
                .check(DASHBOARD);
    }

    @Test
    void neverMigratesAndNeverMapsEntities() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(DashboardApplication.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.flywaydb..", "jakarta.persistence..", "org.hibernate..")
                .check(DASHBOARD);
    }

    @Test
    void keepsAmountsOutOfFloatingPoint() {
        noFields()
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .check(DASHBOARD);
    }

    @Test
    void injectsThroughConstructorsOnly() {
        noFields().should().beAnnotatedWith(Autowired.class).check(DASHBOARD);
    }
}
