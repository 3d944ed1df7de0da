package io.hypervigil.alerting.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class YamlMappingTest {

    @Test
    void values_are_had_by_name_numbers_as_they_were_written() {
        var mapping = read("name: a\nlimit: 010\non: true\nnothing: null\nlist: [1, b]");

        assertThat(mapping.text("name")).contains("a");
        assertThat(mapping.text("limit")).contains("010");
        assertThat(mapping.flag("on")).contains(true);
        assertThat(mapping.text("nothing")).isEmpty();
        assertThat(mapping.texts("list")).containsExactly("1", "b");
        mapping.end();
    }

    @Test
    void a_key_that_nobody_asked_for_is_refused_with_its_place() {
        var mapping = read("name: a\n  \nnmae: b");
        mapping.text("name");

        assertThatThrownBy(mapping::end).hasMessage("f.yml:3:1: field nmae is not known here");
    }

    @Test
    void a_key_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> read("a: 1\na: 2"))
                .hasMessage("f.yml:2:1: key \"a\" stands twice");
    }

    @Test
    void what_a_mapping_says_goes_before_what_it_merges_in() {
        var mapping = read("base: &base {a: 1, b: 2}\nuse: {<<: *base, b: 3}");

        assertThat(mapping.textMap("use")).isEqualTo(Map.of("a", "1", "b", "3"));
    }

    @Test
    void a_fault_names_file_line_and_column() {
        assertThatThrownBy(() -> read("a: 1\nb: [2\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("f.yml:3:1: ");
        assertThatThrownBy(() -> read("a: [1]").text("a"))
                .hasMessage("f.yml:1:4: a must be a plain value");
        assertThatThrownBy(() -> read("- a")).hasMessage("f.yml:1:1: the file must be a mapping");
    }

    @Test
    void a_text_with_nothing_in_it_holds_no_mapping() {
        assertThat(YamlText.mapping("# only words\n", "f.yml")).isEmpty();
    }

    @Test
    void an_explosion_of_aliases_is_refused_or_harmless() {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 40; i++) {
            text.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }

        assertThat(read(text.toString()).keys()).hasSize(40);
    }

    private static YamlMapping read(String text) {
        return YamlText.mapping(text, "f.yml").orElseThrow();
    }
}
