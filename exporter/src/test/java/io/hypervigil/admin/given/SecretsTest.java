package io.hypervigil.admin.given;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SecretsTest {

    private static final List<Parameter> DECLARED =
            List.of(
                    Parameter.required("name", new Parameter.Type.Text(5_000), "name"),
                    Parameter.required("password", new Parameter.Type.SecretText(100), "password"),
                    Parameter.optional(
                            "environment",
                            new Parameter.Type.ListOf(new Parameter.Type.SecretText(100), 8),
                            "environment"));

    private static final Map<String, Value> GIVEN =
            new Details()
                    .text("name", "web")
                    .text("password", "hunter2")
                    .texts("environment", List.of("TOKEN=hunter2hunter2", "N=1"))
                    .fields();

    private final Secrets secrets = Secrets.of(DECLARED, GIVEN);

    @Test
    void a_secret_is_hidden_wherever_it_is_repeated() throws IOException {
        assertThat(secrets.hide("no hunter2 at TOKEN=hunter2hunter2, nor hunter2hunter2"))
                .isEqualTo("no <secret> at <secret>, nor <secret>");
        var result =
                new Details()
                        .text("said", "it is hunter2")
                        .texts("list", List.of("hunter2", "web"))
                        .value("inner", new Details().text("hunter2", "x").whole("n", 1).asValue())
                        .fields();
        assertThat(ValueJson.line(secrets.hide(new Value.Fields(result))))
                .isEqualTo(
                        "{\"said\":\"it is <secret>\",\"list\":[\"<secret>\",\"web\"],"
                                + "\"inner\":{\"<secret>\":\"x\",\"n\":1}}");
        assertThat(secrets.toString()).isEqualTo("<secret>");
    }

    @Test
    void what_is_too_short_to_be_one_leaves_messages_readable() {
        assertThat(secrets.hide("1 of N=1 at web")).isEqualTo("1 of N=1 at web");
        assertThat(Secrets.NONE.hide("hunter2")).isEqualTo("hunter2");
    }

    @Test
    void those_of_two_calls_are_both_hidden() {
        var other = Secrets.of(DECLARED, Map.of("password", new Value.Text("other-one")));

        assertThat(secrets.and(other).hide("hunter2 and other-one"))
                .isEqualTo("<secret> and <secret>");
    }

    @Test
    void of_parameters_it_is_shown_that_a_secret_was_given() throws IOException {
        assertThat(ValueJson.line(ShownParameters.of(DECLARED, GIVEN)))
                .isEqualTo(
                        "{\"name\":\"web\",\"password\":\"<secret>\",\"environment\":\"<secret>\"}");
    }

    @Test
    void what_is_not_declared_may_be_a_secret_by_a_wrong_name() throws IOException {
        var misspelt = Map.<String, Value>of("pasword", new Value.Text("hunter2"));

        assertThat(ValueJson.line(ShownParameters.of(DECLARED, misspelt)))
                .isEqualTo("{\"pasword\":\"<secret>\"}");
    }

    @Test
    void long_text_is_shown_by_its_beginning_and_its_digest() {
        var shown = ShownParameters.of(DECLARED, Map.of("name", new Value.Text("x".repeat(4_000))));
        var other =
                ShownParameters.of(
                        DECLARED, Map.of("name", new Value.Text("x".repeat(3_999) + "y")));

        assertThat(shown.toString())
                .contains("x… (4000 characters, sha256 91c9568c40c8d8d1)")
                .hasSizeLessThan(1_200);
        assertThat(shown).isNotEqualTo(other);
    }
}
