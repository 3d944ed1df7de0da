package io.hypervigil.libvirt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class XdrTest {

    @Test
    void numbers_and_texts_lie_as_the_rfc_has_them() {
        var written = new XdrWriter().whole(-2).text("ab\u00fc!x").bytes();

        assertThat(written)
                .containsExactly(-1, -1, -1, -2, 0, 0, 0, 6, 'a', 'b', 0xc3, 0xbc, '!', 'x', 0, 0);
    }

    @Property
    void what_is_written_is_read_again(@ForAll int number, @ForAll String text) throws IOException {
        var spelled = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var reader = reader(new XdrWriter().text(text).whole(number).bytes());

        assertThat(reader.text()).isEqualTo(spelled);
        assertThat(reader.whole()).isEqualTo(number);
    }

    @Property
    void any_bytes_are_numbers_or_refused_in_words(@ForAll byte[] bytes) {
        try {
            assertThat(DaemonServer.numbers(reader(bytes))).hasSizeLessThanOrEqualTo(64);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Test
    void typed_parameters_that_are_no_whole_numbers_are_passed_over() throws IOException {
        var bytes =
                new XdrWriter()
                        .whole(7)
                        .text("int")
                        .whole(1)
                        .whole(-3)
                        .text("unsigned")
                        .whole(2)
                        .whole(-1)
                        .text("long")
                        .whole(3)
                        .whole(1)
                        .whole(0)
                        .text("double")
                        .whole(5)
                        .whole(0)
                        .whole(0)
                        .text("flag")
                        .whole(6)
                        .whole(1)
                        .text("text")
                        .whole(7)
                        .text("x")
                        .text("unsigned long")
                        .whole(4)
                        .whole(0)
                        .whole(9)
                        .bytes();

        assertThat(DaemonServer.numbers(reader(bytes)))
                .isEqualTo(
                        Map.of(
                                "int", -3L,
                                "unsigned", 4_294_967_295L,
                                "long", 4_294_967_296L,
                                "unsigned long", 9L));
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_was_found() {
        assertThatThrownBy(() -> DaemonServer.numbers(reader(new XdrWriter().whole(65).bytes())))
                .hasMessage("65 in a list, at most 64 expected");
        assertThatThrownBy(
                        () ->
                                DaemonServer.numbers(
                                        reader(
                                                new XdrWriter()
                                                        .whole(1)
                                                        .text("new")
                                                        .whole(8)
                                                        .bytes())))
                .hasMessage("new: of type 8");
        assertThatThrownBy(() -> reader(new byte[3]).whole())
                .hasMessage("a packet ends 1 bytes too early");
    }

    private static XdrReader reader(byte[] bytes) {
        return new XdrReader(ByteBuffer.wrap(bytes));
    }
}
