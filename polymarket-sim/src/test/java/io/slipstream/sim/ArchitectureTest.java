package io.slipstream.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator is the independent counterpart of what it tests. */
@AnalyzeClasses(packages = "io.slipstream.sim", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SHARES_NO_CODE_WITH_OTHER_MODULES = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "belong to another module of Slipstream",
                    (JavaClass type) -> type.getPackageName().startsWith("io.slipstream")
                            && !type.getPackageName().startsWith("io.slipstream.sim")));

    @ArchTest
    static final ArchRule THE_MARKET_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAnyPackage("..sim.exchange..", "..sim.chain..", "..sim.market..", "..sim.venue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..sim.http..", "..sim.rpc..", "..sim.clob..", "..sim.state..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule THE_MARKET_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..sim.exchange..", "..sim.chain..", "..sim.market..", "..sim.venue..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");
}
