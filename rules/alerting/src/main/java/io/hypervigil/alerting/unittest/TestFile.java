package io.hypervigil.alerting.unittest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a file of unit tests says. */
record TestFile(
        List<String> ruleFiles,
        Duration evaluationInterval,
        List<String> groupOrder,
        boolean comparesFuzzily,
        List<Case> cases) {

    TestFile {
        ruleFiles = List.copyOf(ruleFiles);
        groupOrder = List.copyOf(groupOrder);
        cases = List.copyOf(cases);
    }

    /**
     * One test: series, and what must come of them.
     *
     * @param name empty where it has none
     * @param interval from one value of a series to the next
     */
    record Case(
            String name,
            Duration interval,
            Instant start,
            List<Input> inputs,
            List<AlertTest> alertTests,
            List<QueryTest> queryTests,
            Map<String, String> externalLabels,
            String externalUrl) {

        Case {
            inputs = List.copyOf(inputs);
            alertTests = List.copyOf(alertTests);
            queryTests = List.copyOf(queryTests);
            externalLabels = Map.copyOf(externalLabels);
        }

        /** The last time that is looked at. */
        Duration length() {
            var length = Duration.ZERO;
            for (var test : alertTests) {
                length = test.at().compareTo(length) > 0 ? test.at() : length;
            }
            for (var test : queryTests) {
                length = test.at().compareTo(length) > 0 ? test.at() : length;
            }
            return length;
        }
    }

    /** A series and a row of its values. */
    record Input(String series, String values) {}

    /** The alerts of a name that must fire at a time. */
    record AlertTest(Duration at, String alert, List<TestAlert> expected) {

        AlertTest {
            expected = List.copyOf(expected);
        }
    }

    /** What an expression must give at a time. */
    record QueryTest(String expression, Duration at, List<ExpectedSample> expected) {

        QueryTest {
            expected = List.copyOf(expected);
        }
    }

    /**
     * A sample that must come, as it was written.
     *
     * @param histogram empty where it is a float
     */
    record ExpectedSample(String labels, double value, String histogram) {}

    /** An alert that fires, or must. */
    record TestAlert(SortedMap<String, String> labels, SortedMap<String, String> annotations) {}
}
