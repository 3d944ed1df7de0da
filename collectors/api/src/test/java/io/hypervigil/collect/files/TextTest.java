package io.hypervigil.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TextTest {

    @Test
    void lines_and_fields_are_walked_without_the_last_newline() {
        var text = Text.of("cpu  1 2\n\ncpu0 3");
        var seen = new ArrayList<String>();

        while (text.nextLine()) {
            while (text.hasField()) {
                seen.add(text.lineNumber() + ":" + text.field());
            }
        }

        assertThat(seen).containsExactly("1:cpu", "1:1", "1:2", "3:cpu0", "3:3");
    }

    @Test
    void a_field_that_is_no_number_is_refused_with_its_line() {
        var text = Text.of("a 1\nb x7\n");
        text.nextLine();
        text.nextLine();
        text.skip(1);

        assertThatThrownBy(text::whole)
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("line 2: 'x7' is no whole number");
    }

    @Test
    void a_line_that_ends_too_early_is_refused_with_what_it_says() {
        var text = Text.of("eth0: 1");
        text.nextLine();
        text.until(':');
        text.whole();

        assertThatThrownBy(text::whole).hasMessage("line 1: ends too early: 'eth0: 1'");
    }

    @Test
    void numbers_are_found_by_the_names_before_them() {
        var names = FieldNames.of("pgfault", "file", "swap");

        var found = Text.of("file 2\nfile_dirty x\n\n pgfault\t7\npgfaults 9").wholes(names);

        assertThat(found).containsExactly(7, 2, 0);
    }

    @Test
    void what_stands_behind_a_name_and_is_no_number_is_refused() {
        var text = Text.of("file 2\npgfault x\n");

        assertThatThrownBy(() -> text.wholes(FieldNames.of("pgfault")))
                .hasMessage("line 2: 'x' is no whole number");
    }

    @Test
    void an_empty_text_is_refused_where_a_field_is_expected() {
        var text = Text.of("");

        assertThat(text.nextLine()).isFalse();
        assertThatThrownBy(text::number).hasMessage("line 0: ends too early: ''");
    }

    @Property
    void any_long_is_read_as_written(@ForAll long number) {
        var text = Text.of(" " + number + " ");
        text.nextLine();

        assertThat(text.whole()).isEqualTo(number);
    }

    @Property
    void unsigned_numbers_beyond_a_long_are_read_as_doubles(@ForAll long bits) {
        var text = Text.of(Long.toUnsignedString(bits));
        text.nextLine();

        assertThat(text.unsigned()).isEqualTo(Double.parseDouble(Long.toUnsignedString(bits)));
    }

    @Property
    void any_text_is_walked_to_its_end(@ForAll String any) {
        var text = Text.of(any);
        int lines = 0;
        while (text.nextLine()) {
            lines++;
            while (text.hasField()) {
                assertThat(text.field()).isNotEmpty();
            }
        }
        assertThat(lines).isLessThanOrEqualTo(any.length() + 1);
    }
}
