package io.hypervigil.alerting.unittest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of unit tests as the XML that build servers read.
 *
 * <p>Thread: confined.
 */
public final class JUnitReport {

    private record Case(String name, List<String> failures) {}

    private record Suite(String name, List<Case> cases, List<String> errors) {}

    private final Instant at;
    private final List<Suite> suites = new ArrayList<>();

    /**
     * @param at when the tests run
     */
    public JUnitReport(Instant at) {
        this.at = at;
    }

    void begin(String file) {
        suites.add(new Suite(file, new ArrayList<>(), new ArrayList<>()));
    }

    void error(String error) {
        suites.getLast().errors().add(error);
    }

    void add(String test, List<String> failures) {
        suites.getLast().cases().add(new Case(test, failures));
    }

    /** Writes all of it. */
    public void write(Appendable out) throws IOException {
        out.append("<testsuites>");
        for (var suite : suites) {
            write(suite, out);
        }
        out.append("</testsuites>\n");
    }

    private void write(Suite suite, Appendable out) throws IOException {
        int failures = suite.cases().stream().mapToInt(test -> test.failures().size()).sum();
        int errors = suite.errors().size();
        out.append("<testsuite name=\"").append(escaped(suite.name()));
        out.append("\" tests=\"").append(String.valueOf(suite.cases().size() + errors));
        out.append("\" failures=\"").append(String.valueOf(failures));
        out.append("\" errors=\"").append(String.valueOf(errors));
        out.append("\" skipped=\"0\" timestamp=\"");
        out.append(at.toString(), 0, "2026-01-01T00:00:00".length()).append("\">");
        for (var error : suite.errors()) {
            out.append("<testcase name=\"load\"><error>");
            out.append(escaped(error)).append("</error></testcase>");
        }
        for (var test : suite.cases()) {
            out.append("<testcase name=\"").append(escaped(test.name())).append("\">");
            for (var failure : test.failures()) {
                out.append("<failure>").append(escaped(failure)).append("</failure>");
            }
            out.append("</testcase>");
        }
        out.append("</testsuite>");
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '&' -> escaped.append("&amp;");
                                case '"' -> escaped.append("&#34;");
                                case '\n' -> escaped.append("&#xA;");
                                case '\t' -> escaped.append("&#x9;");
                                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
                            }
                        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}
