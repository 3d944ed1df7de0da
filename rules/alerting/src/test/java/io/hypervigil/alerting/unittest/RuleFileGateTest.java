package io.hypervigil.alerting.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.promql.syntax.ParserOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Upstream's rule files, good and bad, are taken or refused as upstream does. */
final class RuleFileGateTest {

    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final AtomicInteger TOTAL = new AtomicInteger();

    /** Only the old names would make it bad. */
    private static final String LEGACY_ONLY = "legacy_validation_annotation.bad.yaml";

    private record Checked(int code, String out, String errors) {}

    @TestFactory
    Stream<DynamicTest> rulefmt() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : Conformance.files("rulefmt")) {
            var name = String.valueOf(file.getFileName());
            boolean isGood = !name.endsWith(".bad.yaml") || name.equals(LEGACY_ONLY);
            tests.add(test(name, () -> assertCode(file, isGood ? 0 : 1, false)));
        }
        var legacy = Conformance.folder("rulefmt").resolve(LEGACY_ONLY);
        tests.add(test(LEGACY_ONLY + " by the old names", () -> assertCode(legacy, 1, true)));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> promtool_check() {
        var folder = Conformance.folder("promtool");
        return Stream.of(
                test("rules.yml", () -> assertCode(folder.resolve("rules.yml"), 0, false)),
                test("rules-bad.yml", () -> assertCode(folder.resolve("rules-bad.yml"), 1, false)),
                test(
                        "rules_extrafields.yml",
                        () -> assertCode(folder.resolve("rules_extrafields.yml"), 1, false)),
                test(
                        "rules_duplicates.yml is remarked on",
                        () ->
                                assertThat(check(folder.resolve("rules_duplicates.yml"), false))
                                        .isEqualTo(
                                                new Checked(
                                                        0,
                                                        "Checking "
                                                                + folder
                                                                + "/rules_duplicates.yml\n\n",
                                                        """
                                                          FAILED:
                                                        lint error 1 duplicate rule(s) found.
                                                        Metric: job:test:count_over_time1m
                                                        Label(s):
                                                        Might cause inconsistency while recording expressions
                                                        """))),
                test(
                        "rules_duplicates.yml is refused where remarks are fatal",
                        () ->
                                assertThat(
                                                run(
                                                                folder.resolve(
                                                                        "rules_duplicates.yml"),
                                                                false,
                                                                true)
                                                        .code())
                                        .isEqualTo(3)));
    }

    private static DynamicTest test(String name, Check check) {
        TOTAL.incrementAndGet();
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    check.run();
                    PASSED.incrementAndGet();
                });
    }

    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    private static void assertCode(Path file, int code, boolean isLegacy) throws IOException {
        var checked = check(file, isLegacy);
        assertThat(checked.code()).as(checked.toString()).isEqualTo(code);
    }

    private static Checked check(Path file, boolean isLegacy) throws IOException {
        return run(file, isLegacy, false);
    }

    private static Checked run(Path file, boolean isLegacy, boolean isFatal) throws IOException {
        var options = new RuleFileOptions(ParserOptions.STABLE, isLegacy, false);
        var out = new StringBuilder();
        var errors = new StringBuilder();
        int code = new RuleCheck(options, true, isFatal, out, errors).run(List.of(file));
        return new Checked(code, out.toString(), errors.toString());
    }

    @AfterAll
    @Permitted("the figures that a reader of the build looks for")
    static void print() {
        System.out.println("rulefmt: " + PASSED + " of " + TOTAL);
    }
}
