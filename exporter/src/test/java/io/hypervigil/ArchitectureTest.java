package io.hypervigil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way the arrows go: see docs/architecture.md. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    // Test helpers of the modules, once they are packed.
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("io.hypervigil");

    private static final String[] SOURCES = {
        "io.hypervigil.host..",
        "io.hypervigil.nvml..",
        "io.hypervigil.libvirt..",
        "io.hypervigil.containers..",
        "io.hypervigil.kubernetes.."
    };

    private static final String[] RULES = {
        "io.hypervigil.promql..", "io.hypervigil.tsdb..", "io.hypervigil.alerting.."
    };

    private static final String[] PROCESS = {
        "io.hypervigil",
        "io.hypervigil.config..",
        "io.hypervigil.sampling..",
        "io.hypervigil.recording..",
        "io.hypervigil.judging..",
        "io.hypervigil.query..",
        "io.hypervigil.exposition..",
        "io.hypervigil.web..",
        "io.hypervigil.admin..",
        "io.hypervigil.state..",
        "io.hypervigil.cli.."
    };

    @Test
    void collectors_see_neither_the_rules_nor_the_process() {
        noClasses()
                .that()
                .resideInAnyPackage(SOURCES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(RULES, PROCESS).flatMap(Stream::of).toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void no_collector_sees_another(String source) {
        noClasses()
                .that()
                .resideInAPackage(source)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        sources().filter(other -> !other.equals(source)).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    static Stream<String> sources() {
        return Stream.of(SOURCES);
    }

    @Test
    void the_contract_sees_nobody() {
        noClasses()
                .that()
                .resideInAPackage("io.hypervigil.collect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(SOURCES, RULES, PROCESS)
                                .flatMap(Stream::of)
                                .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void rules_see_neither_collectors_nor_the_process() {
        noClasses()
                .that()
                .resideInAnyPackage(RULES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(SOURCES, PROCESS).flatMap(Stream::of).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void native_code_stays_behind_its_doors() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..jna..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void simpleclient_stays_in_the_exposition() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.hypervigil.exposition..", "io.hypervigil.collect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prometheus.client..")
                .check(CLASSES);
    }

    @Test
    void javalin_and_jetty_stay_in_web_and_admin_and_behind_grpc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.hypervigil.web..",
                        "io.hypervigil.admin..",
                        "io.hypervigil.kubernetes.grpc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void picocli_stays_in_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.hypervigil.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_go_round_in_circles() {
        slices().matching("io.hypervigil.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
