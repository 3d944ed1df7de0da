package io.hypervigil.alerting.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Upstream's files of unit tests pass or fail as upstream says. */
final class RuleTestsGateTest {

    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final AtomicInteger TOTAL = new AtomicInteger();

    private record Ran(int code, String out, String errors, String report) {}

    @TestFactory
    Stream<DynamicTest> promtool_test() {
        Conformance.folder("promtool");
        return Stream.of(
                        passes("unittest"),
                        passes("long-period"),
                        passes("start-time-test"),
                        passes("at-modifier-test"),
                        passes("negative-offset-test"),
                        passes("no-test-group-interval"),
                        fails("bad-input-series"),
                        fails("bad-promql"),
                        fails("bad-rules-error-test"),
                        fails("bad-rules-syntax-test"),
                        fails("failing"),
                        fails("rules_run_extrafields"),
                        fails("rules_run_no_fuzzy"),
                        fails("rules_run"),
                        passes("rules_run_fuzzy", "correct"),
                        fails("rules_run_fuzzy", "wrong"),
                        passes("rules_run", "correct"),
                        fails("rules_run", "wrong"))
                .peek(_ -> TOTAL.incrementAndGet());
    }

    private static DynamicTest passes(String file, String... only) {
        return test(file, 0, only);
    }

    private static DynamicTest fails(String file, String... only) {
        return test(file, 1, only);
    }

    private static DynamicTest test(String file, int code, String... only) {
        return DynamicTest.dynamicTest(
                file + String.join(" ", only) + (code == 0 ? " passes" : " fails"),
                () -> {
                    var ran = run(file, only);
                    assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
                    PASSED.incrementAndGet();
                });
    }

    @Test
    void a_failure_is_told_as_promtool_tells_it() throws IOException {
        assertThat(run("failing").errors())
                .isEqualTo(
                        """
                          FAILED:
                            name: Failing test,
                            alertname: Test, time: 0s,\s
                                exp:[
                                    0:
                                      Labels:{alertname="Test"}
                                      Annotations:{}
                                    ],\s
                                got:[]
                            expr: "test", time: 0s,
                                exp: {__name__="test"} 1E+00
                                got: {__name__="test"} 0E+00
                            name: Failing alert test,
                            alertname: InstanceDown, time: 5m,\s
                                exp:[],\s
                                got:[
                                    0:
                                      Labels:{alertname="InstanceDown", job="test", severity="page"}
                                      Annotations:{description=" of job test has been down for more than 5 minutes.", summary="Instance  down"}
                                    ]
                            name: Failing alert test,
                            alertname: AlwaysFiring, time: 5m,\s
                                exp:[],\s
                                got:[
                                    0:
                                      Labels:{alertname="AlwaysFiring"}
                                      Annotations:{}
                                    ]
                        """);
    }

    @Test
    void a_report_has_a_case_a_test_and_a_failure_a_difference() throws IOException {
        assertThat(run("rules_run").report())
                .isEqualTo(
                        "<testsuites><testsuite name=\""
                                + Conformance.folder("promtool")
                                + "/rules_run.yml\" tests=\"2\" failures=\"1\" errors=\"0\""
                                + " skipped=\"0\" timestamp=\"2026-01-02T03:04:05\">"
                                + "<testcase name=\"correct test\"></testcase>"
                                + "<testcase name=\"wrong test\"><failure>    expr: &#34;test&#34;,"
                                + " time: 0s,&#xA;        exp: {__name__=&#34;test&#34;} 1E+00&#xA;"
                                + "        got: {__name__=&#34;test&#34;} 0E+00</failure>"
                                + "</testcase></testsuite></testsuites>\n");
    }

    private static Ran run(String name, String... only) throws IOException {
        var options = RuleTestOptions.STANDARD;
        var chosen = only.length == 0 ? options : options.only(Pattern.compile(only[0]));
        return run(Conformance.folder("promtool").resolve(name + ".yml"), chosen);
    }

    private static Ran run(Path file, RuleTestOptions options) throws IOException {
        var out = new StringBuilder();
        var errors = new StringBuilder();
        var report = new JUnitReport(Instant.parse("2026-01-02T03:04:05Z"));
        int code = new RuleTests(options, out, errors, report).run(List.of(file));
        var xml = new StringBuilder();
        report.write(xml);
        return new Ran(code, out.toString(), errors.toString(), xml.toString());
    }

    @AfterAll
    @Permitted("the figures that a reader of the build looks for")
    static void print() {
        System.out.println("promtool: " + PASSED + " of " + TOTAL);
    }
}
