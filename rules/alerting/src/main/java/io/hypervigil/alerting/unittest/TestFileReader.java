package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.unittest.TestFile.AlertTest;
import io.hypervigil.alerting.unittest.TestFile.Case;
import io.hypervigil.alerting.unittest.TestFile.ExpectedSample;
import io.hypervigil.alerting.unittest.TestFile.Input;
import io.hypervigil.alerting.unittest.TestFile.QueryTest;
import io.hypervigil.alerting.unittest.TestFile.TestAlert;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.promql.syntax.Durations;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads files of unit tests strictly. */
final class TestFileReader {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    private TestFileReader() {}

    /**
     * @throws io.hypervigil.alerting.yaml.YamlException for what is none
     */
    static TestFile read(String text, String name) {
        var file = YamlText.mapping(text, name);
        if (file.isEmpty()) {
            return new TestFile(List.of(), DEFAULT_INTERVAL, List.of(), false, List.of());
        }
        return read(file.get());
    }

    private static TestFile read(YamlMapping file) {
        var interval =
                duration(file, "evaluation_interval")
                        .filter(one -> !one.isZero())
                        .orElse(DEFAULT_INTERVAL);
        var test =
                new TestFile(
                        file.texts("rule_files"),
                        interval,
                        file.texts("group_eval_order"),
                        file.flag("fuzzy_compare").orElse(false),
                        file.mappings("tests").stream()
                                .map(one -> readCase(one, interval))
                                .toList());
        file.end();
        return test;
    }

    private static Case readCase(YamlMapping test, Duration interval) {
        var read =
                new Case(
                        test.text("name").orElse(""),
                        duration(test, "interval").filter(one -> !one.isZero()).orElse(interval),
                        start(test),
                        test.mappings("input_series").stream()
                                .map(TestFileReader::readInput)
                                .toList(),
                        test.mappings("alert_rule_test").stream()
                                .map(TestFileReader::readAlertTest)
                                .toList(),
                        test.mappings("promql_expr_test").stream()
                                .map(TestFileReader::readQueryTest)
                                .toList(),
                        test.textMap("external_labels"),
                        externalUrl(test));
        test.end();
        return read;
    }

    private static String externalUrl(YamlMapping test) {
        var url = test.text("external_url").orElse("");
        try {
            return URI.create(url).toString();
        } catch (IllegalArgumentException _) {
            throw test.wrong("external_url", "\"" + url + "\" is no URL");
        }
    }

    private static Input readInput(YamlMapping input) {
        var read = new Input(input.text("series").orElse(""), input.text("values").orElse(""));
        input.end();
        return read;
    }

    private static AlertTest readAlertTest(YamlMapping test) {
        var at = duration(test, "eval_time").orElse(Duration.ZERO);
        var name = test.text("alertname").orElse("");
        var expected = test.mappings("exp_alerts").stream().map(TestFileReader::readAlert).toList();
        test.end();
        return new AlertTest(at, name, expected);
    }

    private static TestAlert readAlert(YamlMapping alert) {
        var read =
                new TestAlert(
                        new TreeMap<>(alert.textMap("exp_labels")),
                        new TreeMap<>(alert.textMap("exp_annotations")));
        alert.end();
        return read;
    }

    private static QueryTest readQueryTest(YamlMapping test) {
        var read =
                new QueryTest(
                        test.text("expr").orElse(""),
                        duration(test, "eval_time").orElse(Duration.ZERO),
                        test.mappings("exp_samples").stream()
                                .map(TestFileReader::readSample)
                                .toList());
        test.end();
        return read;
    }

    private static ExpectedSample readSample(YamlMapping sample) {
        var read =
                new ExpectedSample(
                        sample.text("labels").orElse(""),
                        sample.number("value").orElse(0),
                        sample.text("histogram").orElse(""));
        sample.end();
        return read;
    }

    private static Optional<Duration> duration(YamlMapping mapping, String key) {
        return mapping.text(key)
                .map(
                        text -> {
                            try {
                                return Duration.ofMillis(Durations.parseMillis(text));
                            } catch (IllegalArgumentException e) {
                                throw mapping.wrong(key, String.valueOf(e.getMessage()));
                            }
                        });
    }

    /** Seconds since 1970, or a time of RFC 3339. */
    private static Instant start(YamlMapping test) {
        var text = test.text("start_timestamp").orElse("0");
        try {
            var millis = new BigDecimal(text).movePointRight(3);
            return Instant.ofEpochMilli(millis.longValueExact());
        } catch (NumberFormatException _) {
            return time(test, text);
        } catch (ArithmeticException _) {
            throw test.wrong("start_timestamp", "\"" + text + "\" is out of range");
        }
    }

    private static Instant time(YamlMapping test, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw test.wrong(
                    "start_timestamp",
                    "\"" + text + "\", seconds since 1970 or a time of RFC 3339 expected");
        }
    }
}
