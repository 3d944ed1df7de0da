package io.hypervigil.promql.syntax;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts of bytes that need not be UTF-8. A text in quotes may hold any byte by its number; one that
 * is of no character becomes half a surrogate, U+DC00 and its value, so that it is not lost and no
 * valid name has it.
 */
final class Utf8 {

    private static final int STRAY_BYTE = 0xdc00;

    private Utf8() {}

    static String decode(byte[] bytes) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var from = ByteBuffer.wrap(bytes);
        var to = CharBuffer.allocate(bytes.length);
        while (true) {
            var result = decoder.decode(from, to, true);
            if (!result.isError()) {
                return to.flip().toString();
            }
            to.put((char) (STRAY_BYTE + (from.get() & 0xff)));
        }
    }
}
