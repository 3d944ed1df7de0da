package io.hypervigil.alerting.template.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a template, it gives a text or one of our errors, and soon. */
class SafetyProperties {

    private static final Limits LIMITS =
            new Limits(20_000, 200_000, 50_000, 20, Duration.ofSeconds(5));

    private static final Value DATA = Value.of(Map.of("a", "1", "b", "<x>"), Type.STRING_MAP);

    @Property(tries = 3000)
    void any_text_ends(@ForAll("pieces") List<String> pieces) {
        assertThat(Templates.run(String.join("", pieces), DATA, LIMITS)).isNotNull();
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{- ",
                        " -}}",
                        " ",
                        "if ",
                        "else ",
                        "end",
                        "range ",
                        "with ",
                        "define ",
                        "template ",
                        "block ",
                        "break",
                        "continue",
                        "$x",
                        " := ",
                        " = ",
                        "$i, $e",
                        ".",
                        ".a",
                        ".a.b",
                        "$",
                        "(",
                        ")",
                        "|",
                        "\"x\"",
                        "`y`",
                        "'c'",
                        "1",
                        "-2.5e3",
                        "0x1F",
                        "nil",
                        "true",
                        "and ",
                        "or ",
                        "not ",
                        "len ",
                        "index ",
                        "slice ",
                        "print ",
                        "printf ",
                        "\"%5.*[1]d%q\"",
                        "eq ",
                        "lt ",
                        "html ",
                        "js ",
                        "urlquery ",
                        "call ",
                        "/*",
                        "*/",
                        "\n",
                        "é",
                        "{{ end }}",
                        "{{ range 5 }}",
                        "{{ if . }}",
                        "{{ . }}",
                        "{{ define \"x\" }}",
                        "{{ template \"x\" . }}")
                .list()
                .ofMaxSize(30);
    }
}
