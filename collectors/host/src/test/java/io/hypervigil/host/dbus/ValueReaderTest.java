package io.hypervigil.host.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueReaderTest {

    @Test
    void every_type_is_read_in_both_byte_orders() throws Exception {
        var signature = "ybnqiuxtdsogva(su)a{sv}aai";
        var values =
                List.of(
                        200L,
                        true,
                        -2L,
                        65_535L,
                        -3L,
                        4_294_967_295L,
                        -4L,
                        -1L,
                        2.5,
                        "text é",
                        "/an/object",
                        "a(s)",
                        new ValueWriter.Variant("as", List.of("in", "it")),
                        List.of(List.of("one", 1L), List.of("two", 2L)),
                        List.of(List.of("key", new ValueWriter.Variant("u", 7L))),
                        List.of(List.of(1L, 2L), List.of()));

        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var bytes = ByteBuffer.wrap(ValueWriter.bytes(order, signature, values)).order(order);

            assertThat(new ValueReader(bytes).all(signature))
                    .containsExactly(
                            200L,
                            true,
                            -2L,
                            65_535L,
                            -3L,
                            4_294_967_295L,
                            -4L,
                            -1L,
                            2.5,
                            "text é",
                            "/an/object",
                            "a(s)",
                            List.of("in", "it"),
                            List.of(List.of("one", 1L), List.of("two", 2L)),
                            List.of(List.of("key", 7L)),
                            List.of(List.of(1L, 2L), List.of()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s    | ff ff ff ff 41     | text of 4294967295 bytes is cut short",
                "s    | 05 00 00 00 41     | text of 5 bytes is cut short",
                "as   | 10 00 00 00 00     | an array of 16 bytes is cut short",
                "au   | 06 00 00 00 01 00 00 00 01 00 00 00 | an array ends within an element",
                "t    | 01 00 00 00        | cut short at byte 0",
                "z    | 01                 | unknown type 'z'",
                "v    | 02 75 75 00 01 00 00 00 | a variant of several types",
                "v    | 00 00              | the signature '' is cut short",
                "a    | 00 00 00 00        | the signature 'a' is cut short",
                "(s   | 00 00 00 00 00     | the signature '(s' is cut short",
            })
    void what_is_no_value_is_refused(String signature, String hex, String why) {
        var bytes = bytes(hex);

        assertThatThrownBy(() -> new ValueReader(bytes).all(signature))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(why);
    }

    @Test
    void variants_in_variants_without_end_are_refused() {
        var bytes = bytes("01 76 00 ".repeat(100));

        assertThatThrownBy(() -> new ValueReader(bytes).all("v"))
                .hasMessage("nested more than 64 deep");
    }

    @Property
    void no_bytes_do_worse_than_be_refused(@ForAll @Size(max = 200) byte[] bytes) {
        try {
            Message.parse(ByteBuffer.wrap(framed(bytes))).reply();
        } catch (MalformedMessageException _) {
            // Refused, as it should be.
        }
    }

    /** Random bytes behind a header that is right, so that they reach the fields and the body. */
    private static byte[] framed(byte[] bytes) {
        var framed = ByteBuffer.allocate(16 + 200 + 8).order(ByteOrder.LITTLE_ENDIAN);
        int fields = bytes.length / 2;
        framed.put((byte) 'l').put((byte) 2).put((byte) 0).put((byte) 1);
        framed.putInt(200 - fields).putInt(1).putInt(fields).put(bytes);
        return framed.array();
    }

    private static ByteBuffer bytes(String hex) {
        var clean = hex.replace(" ", "");
        return ByteBuffer.wrap(java.util.HexFormat.of().parseHex(clean))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
