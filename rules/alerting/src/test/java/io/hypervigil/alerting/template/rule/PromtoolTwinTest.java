package io.hypervigil.alerting.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.peer.Peer;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real promtool expands the same templates, and must come to the same texts. */
class PromtoolTwinTest {

    private static final int GENERATED = 1500;
    private static final Instant AT = Instant.ofEpochSecond(60);
    private static final URI ADDRESS = URI.create("http://prometheus.example:9090/here");

    @TempDir Path folder;

    @Test
    void templates_written_by_hand_expand_as_promtool_expands_them() throws Exception {
        agree(HandWritten.TEMPLATES);
    }

    @Test
    void complex_numbers_and_the_methods_of_moments_are_gos() throws Exception {
        agree(NumbersAndMoments.NUMBERS);
        agree(NumbersAndMoments.MOMENTS);
    }

    @Test
    void a_number_that_go_refuses_is_refused_with_its_words() throws Exception {
        var peer = Peer.require("promtool");
        for (var text : NumbersAndMoments.NUMBERS) {
            var rules =
                    "groups: [{name: g, rules: [{alert: A, expr: m, annotations: {a: "
                            + Quoted.text(text)
                            + "}}]}]";
            Files.writeString(folder.resolve("one.yml"), rules);
            var run = peer.run(folder, List.of("check", "rules", "one.yml"));
            var fault = templates().fault("A", text);
            assertThat(run.exitCode() != 0).as(text).isEqualTo(fault.isPresent());
            fault.ifPresent(words -> assertThat(run.output()).contains(words));
        }
    }

    @Test
    void generated_templates_expand_as_promtool_expands_them() throws Exception {
        var templates = new RandomTemplates(20_260_101);
        var texts = new ArrayList<String>();
        while (texts.size() < GENERATED) {
            texts.add(templates.next());
        }
        agree(texts);
    }

    /** One rule a template; what promtool finds different it prints. */
    private void agree(List<String> texts) throws Exception {
        var peer = Peer.require("promtool");
        var readable = texts.stream().filter(PromtoolTwinTest::isReadable).toList();
        var rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        var test = new StringBuilder(HEAD);
        for (int i = 0; i < readable.size(); i++) {
            rules.append("  - alert: A").append(i).append("\n    expr: m * 2.5\n");
            rules.append("    annotations: {a: ").append(Quoted.text(readable.get(i)));
            rules.append("}\n");
            test.append("  - eval_time: 1m\n    alertname: A").append(i);
            test.append(
                    "\n    exp_alerts:\n    - exp_labels: {instance: host-1:9100, job: node}\n");
            test.append("      exp_annotations: {a: ");
            test.append(Quoted.text(expand("A" + i, readable.get(i)))).append("}\n");
        }
        Files.writeString(folder.resolve("rules.yml"), rules);
        Files.writeString(folder.resolve("test.yml"), test);

        var run = peer.run(folder, List.of("test", "rules", "test.yml"));

        assertThat(run.output()).contains("SUCCESS");
        assertThat(run.exitCode()).isZero();
    }

    private static final String HEAD =
            """
            rule_files: [rules.yml]
            evaluation_interval: 1m
            tests:
            - interval: 1m
              external_labels: {zone: eu, rack: "7"}
              external_url: http://prometheus.example:9090/here
              input_series:
              - series: m{instance="host-1:9100", job="node"}
                values: 1 17
              - series: n{instance="b"}
                values: 1 2000000
              - series: n{instance="a"}
                values: 0 0.125
              alert_rule_test:
            """;

    private static boolean isReadable(String text) {
        return templates().fault("A", text).isEmpty();
    }

    private static RuleTemplates templates() {
        return new RuleTemplates(
                PromtoolTwinTest::query, ADDRESS, Limits.DEFAULT, System::nanoTime);
    }

    private static String expand(String rule, String text) {
        var data =
                AlertTemplateData.of(
                        Labels.of("instance", "host-1:9100", "job", "node"),
                        Labels.of("zone", "eu", "rack", "7"),
                        ADDRESS.toString(),
                        42.5);
        return templates().expand(rule, text, data, AT).text();
    }

    /** What promtool's own engine says of these expressions on that data. */
    private static List<QuerySample> query(String expression, Instant at) {
        return switch (expression) {
            case "sort_desc(n)" ->
                    List.of(
                            new QuerySample(Labels.of("__name__", "n", "instance", "b"), 2_000_000),
                            new QuerySample(Labels.of("__name__", "n", "instance", "a"), 0.125));
            case "sort(n)" -> query("sort_desc(n)", at).reversed();
            case "m" ->
                    List.of(
                            new QuerySample(
                                    Labels.of(
                                            "__name__",
                                            "m",
                                            "instance",
                                            "host-1:9100",
                                            "job",
                                            "node"),
                                    17));
            case "1.5" -> List.of(new QuerySample(Labels.EMPTY, 1.5));
            default -> List.of();
        };
    }
}
