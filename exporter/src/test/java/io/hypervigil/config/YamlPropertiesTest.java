package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class YamlPropertiesTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void any_text_is_yaml_or_refused(@ForAll("texts") String text) {
        try {
            assertThat(YamlReader.parse("f", text)).isNotNull();
        } catch (SettingsException e) {
            assertThat(e.problems()).hasSize(1).allMatch(problem -> problem.startsWith("f"));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void any_text_is_a_configuration_or_refused(@ForAll("texts") String text) {
        try {
            var binder = new ConfigurationBinder(Configured.CATALOG, _ -> null, Path.of(""));
            assertThat(binder.bind(YamlReader.parse("f", text))).isNotNull();
        } catch (SettingsException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("f"));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void what_is_written_is_read_back(@ForAll("fields") Given.Fields fields)
            throws SettingsException {
        var written = YamlWriter.write(fields);

        assertThat(plain(YamlReader.parse("f", written))).isEqualTo(plain(fields));
    }

    /** Values without their places. */
    private static Object plain(Given given) {
        return switch (given) {
            case Given.Scalar(var text, _) -> text;
            case Given.Nothing _ -> Map.of();
            case Given.Items(var items, _) ->
                    items.stream().map(YamlPropertiesTest::plain).toList();
            case Given.Fields(var fields, _, _) -> {
                var plain = new LinkedHashMap<String, Object>();
                fields.forEach((key, value) -> plain.put(key, plain(value)));
                yield plain;
            }
        };
    }

    @Provide
    Arbitrary<String> texts() {
        var snippets =
                Arbitraries.of(
                        "web",
                        "collectors",
                        "machine",
                        "groups",
                        "log",
                        "level",
                        ": ",
                        ":",
                        "\n",
                        "  ",
                        "\n  ",
                        "\n    ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ", ",
                        "'",
                        "\"",
                        "|\n",
                        ">",
                        "&a ",
                        "*a",
                        "!x ",
                        "!!int ",
                        "? ",
                        "<<",
                        "#",
                        "%YAML 1.2",
                        "---\n",
                        "...\n",
                        "~",
                        "null",
                        "true",
                        "1",
                        "0x1",
                        "\t",
                        "\\",
                        "${X}",
                        "\u0000",
                        "\uFEFF",
                        "\uD800",
                        "é",
                        "\u2028",
                        "@",
                        "`",
                        "=");
        return Arbitraries.oneOf(
                snippets.list().ofMaxSize(20).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<Given.Fields> fields() {
        Arbitrary<Given> scalars =
                Arbitraries.oneOf(
                                Arbitraries.strings().ofMaxLength(20),
                                Arbitraries.of(
                                        "null", "~", "", "-", "- a", "a: b", "#", "a #b", "<<", "<",
                                        "true", "0x1", "1_000", "---", "...", "é", "a\nb", " a",
                                        "a ", "{}", "*a", "&a", "!a", "%", "@", "=", "[x]"))
                        .filter(
                                text ->
                                        text.chars()
                                                .noneMatch(c -> Character.isSurrogate((char) c)))
                        .map(text -> new Given.Scalar(text, ""));
        var keys = Arbitraries.of("a", "b c", "null", "x:y", "é", "1", "");
        return Arbitraries.recursive(
                        () -> scalars,
                        inner ->
                                Arbitraries.oneOf(
                                        inner,
                                        inner.list()
                                                .ofMaxSize(3)
                                                .map(items -> new Given.Items(items, "")),
                                        Arbitraries.maps(keys, inner)
                                                .ofMaxSize(3)
                                                .map(map -> new Given.Fields(map, Map.of(), ""))),
                        0,
                        3)
                .list()
                .ofMaxSize(3)
                .map(
                        values -> {
                            var fields = new LinkedHashMap<String, Given>();
                            values.forEach(value -> fields.put("k" + fields.size(), value));
                            return new Given.Fields(fields, Map.of(), "");
                        });
    }
}
