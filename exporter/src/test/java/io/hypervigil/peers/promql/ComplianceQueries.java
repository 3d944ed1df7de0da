package io.hypervigil.peers.promql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The query templates of Prometheus' compliance suite, each with every variant. */
final class ComplianceQueries {

    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", ">", "<=", ">=");

    private static final Map<String, List<String>> VARIANTS =
            Map.ofEntries(
                    Map.entry("range", List.of("1s", "15s", "1m", "5m", "15m", "1h")),
                    Map.entry("offset", List.of("1m", "5m", "10m")),
                    Map.entry(
                            "simpleAggrOp",
                            List.of("sum", "avg", "max", "min", "count", "stddev", "stdvar")),
                    Map.entry(
                            "simpleTimeAggrOp",
                            List.of(
                                    "sum", "avg", "max", "min", "count", "stddev", "stdvar",
                                    "absent", "last", "present")),
                    Map.entry("topBottomOp", List.of("topk", "bottomk")),
                    Map.entry(
                            "quantile",
                            List.of(
                                    "-0.5", "0.1", "0.5", "0.75", "0.95", "0.90", "0.99", "1",
                                    "1.5")),
                    Map.entry("arithBinOp", ARITHMETIC),
                    Map.entry("compBinOp", COMPARISONS),
                    Map.entry("binOp", joined(ARITHMETIC, COMPARISONS)),
                    Map.entry(
                            "simpleMathFunc",
                            List.of(
                                    "abs", "ceil", "floor", "exp", "sqrt", "ln", "log2", "log10",
                                    "round", "acos", "acosh", "asin", "asinh", "atan", "atanh",
                                    "cos", "cosh", "sin", "sinh", "tan", "tanh", "deg", "rad",
                                    "sgn")),
                    Map.entry("extrapolatedRateFunc", List.of("delta", "rate", "increase")),
                    Map.entry("clampFunc", List.of("clamp_min", "clamp_max")),
                    Map.entry("instantRateFunc", List.of("idelta", "irate")),
                    Map.entry(
                            "dateFunc",
                            List.of(
                                    "day_of_month",
                                    "day_of_week",
                                    "days_in_month",
                                    "hour",
                                    "minute",
                                    "month",
                                    "year")));

    private final List<String> queries = new ArrayList<>();

    private ComplianceQueries() {}

    static List<String> read(Path file) throws IOException {
        var all = new ComplianceQueries();
        var query = "";
        var arguments = new ArrayList<String>();
        try (JsonParser yaml = new YAMLFactory().createParser(file.toFile())) {
            for (var token = yaml.nextToken(); token != null; token = yaml.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "query".equals(yaml.currentName())) {
                    query = yaml.getText();
                } else if (token == JsonToken.VALUE_STRING && yaml.currentName() == null) {
                    arguments.add(yaml.getText());
                } else if (token == JsonToken.END_OBJECT && !query.isEmpty()) {
                    all.expand(query, arguments);
                    query = "";
                    arguments.clear();
                } else if (token.isNumeric() && "query".equals(yaml.currentName())) {
                    query = yaml.getText();
                }
            }
        }
        return all.queries;
    }

    private void expand(String template, List<String> arguments) {
        if (arguments.isEmpty()) {
            queries.add(template);
            return;
        }
        var argument = arguments.getFirst();
        for (String value : VARIANTS.getOrDefault(argument, List.of())) {
            expand(
                    template.replace("{{." + argument + "}}", value),
                    arguments.subList(1, arguments.size()));
        }
    }

    private static List<String> joined(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
