package im.gateway.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house, as tests: who may know whom. */
@AnalyzeClasses(packages = "im.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule protocolKnowsNoActorsNoSocketsAndNobodyElse = noClasses()
            .that()
            .resideInAPackage("im.gateway.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "im.gateway.node..",
                    "im.gateway.persistence..",
                    "org.apache.pekko..",
                    "io.netty..",
                    "java.net.http..",
                    "java.nio.channels..",
                    "org.slf4j..");

    /** Everything of the protocol stands on it. */
    @ArchTest
    static final ArchRule xmlKnowsNothingThatIsMadeOfIt = noClasses()
            .that()
            .resideInAPackage("im.gateway.protocol.xml..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("im.gateway.protocol..").and(not(resideInAPackage("im.gateway.protocol.xml.."))));

    @ArchTest
    static final ArchRule persistenceKnowsNoNode = noClasses()
            .that()
            .resideInAPackage("im.gateway.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("im.gateway.node..");

    @ArchTest
    static final ArchRule theLegacyPortKnowsNoActors = noClasses()
            .that()
            .resideInAnyPackage("im.gateway.node.legacy..", "im.gateway.node.irc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "im.gateway.node.user..", "im.gateway.node.edge..");

    @ArchTest
    static final ArchRule theRoutingTableIsPure = noClasses()
            .that()
            .resideInAPackage("im.gateway.node.route..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "io.netty..", "org.slf4j..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theUserKnowsNoSockets = noClasses()
            .that()
            .resideInAPackage("im.gateway.node.user..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "im.gateway.node.cluster..", "im.gateway.node.config..");

    @ArchTest
    static final ArchRule theEdgeKnowsNoLegacyNetworks = noClasses()
            .that()
            .resideInAPackage("im.gateway.node.edge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("im.gateway.node.legacy..", "im.gateway.node.irc..", "im.gateway.node.cluster..");

    /** Values are read once, in the package config and by the networks' factories; the others put whole configurations together. */
    @ArchTest
    static final ArchRule onlyTheConfigurationReadsValues = noClasses()
            .that()
            .resideInAnyPackage(
                    "im.gateway.node", "im.gateway.node.edge..", "im.gateway.node.cluster..", "im.gateway.node.user..")
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                            com.typesafe.config.Config.class)))
                    .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching("get.+"))));
}
