package im.gateway.loadtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house, as tests: the load test talks to nodes over sockets only. */
@AnalyzeClasses(packages = "im.gateway.loadtest", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule nodesAreTalkedToOverSockets = noClasses()
            .that()
            .resideOutsideOfPackage("im.gateway.loadtest.benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("im.gateway.node..", "im.gateway.persistence..");

    @ArchTest
    static final ArchRule benchmarksKnowOnlyWhatIsPure = noClasses()
            .that()
            .resideInAPackage("im.gateway.loadtest.benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "im.gateway.node.cluster..",
                    "im.gateway.node.edge..",
                    "im.gateway.node.irc..",
                    "im.gateway.node.user..",
                    "im.gateway.persistence..",
                    "org.apache.pekko..");

    @ArchTest
    static final ArchRule booksOfFaultsKnowNoProcesses = noClasses()
            .that()
            .resideInAPackage("im.gateway.loadtest.faults.book..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "im.gateway.loadtest.faults",
                    "im.gateway.loadtest.faults.world..",
                    "im.gateway.servers..",
                    "io.netty..");

    @ArchTest
    static final ArchRule processesOfFaultsKnowNoCases = noClasses()
            .that()
            .resideInAPackage("im.gateway.loadtest.faults.world..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("im.gateway.loadtest.faults");
}
