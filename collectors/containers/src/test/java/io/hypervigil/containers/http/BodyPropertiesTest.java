package io.hypervigil.containers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class BodyPropertiesTest {

    @Property
    void any_chunks_come_out_whole_however_they_arrive(
            @ForAll @Size(max = 8) List<@StringLength(min = 1, max = 300) String> chunks,
            @ForAll @IntRange(min = 1, max = 40) int step,
            @ForAll @IntRange(min = 1, max = 40) int room) {
        var wire = new ByteArrayOutputStream();
        for (String chunk : chunks) {
            var bytes = chunk.getBytes(StandardCharsets.UTF_8);
            wire.writeBytes(ascii(Integer.toHexString(bytes.length) + "\r\n"));
            wire.writeBytes(bytes);
            wire.writeBytes(ascii("\r\n"));
        }
        wire.writeBytes(ascii("0\r\nX: y\r\n\r\nHTTP"));
        var decoder = new ChunkedBody();

        var from = ByteBuffer.wrap(wire.toByteArray());
        var out = new ByteArrayOutputStream();
        decodeAll(decoder, from, step, room, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("", valid(chunks)));
        assertThat(decoder.isComplete()).isTrue();
        assertThat(wire.size() - from.position()).as("left for the next answer").isEqualTo(4);
    }

    @Property
    void no_bytes_break_a_decoder_otherwise_than_by_a_refusal(
            @ForAll @Size(max = 200) byte[] nonsense) {
        var decoder = new ChunkedBody();
        try {
            decodeAll(decoder, ByteBuffer.wrap(nonsense), 7, 5, new ByteArrayOutputStream());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("chunk");
        }
    }

    @Property
    void no_head_breaks_the_parser_otherwise_than_by_a_refusal(@ForAll String nonsense) {
        for (String head : List.of(nonsense, "HTTP/1.1 200 OK\r\n" + nonsense)) {
            try {
                var _ = AnswerHead.parse(head).body();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).matches("[ -~]+");
            }
        }
    }

    @Property
    void every_segment_and_value_stays_what_it_is(@ForAll String name) {
        if (name.equals(".") || name.equals("..")) {
            return;
        }
        assertThat(Target.of("containers", name).with("name", name).text())
                .matches("/containers/[A-Za-z0-9*_.%-]*\\?name=[A-Za-z0-9*_.%-]*");
    }

    private static void decodeAll(
            BodyDecoder decoder, ByteBuffer from, int step, int room, ByteArrayOutputStream out) {
        int end = from.limit();
        while (from.position() < end && !decoder.isComplete()) {
            from.limit(Math.min(end, from.position() + step));
            var into = ByteBuffer.allocate(room);
            decoder.decode(from, into);
            out.write(into.array(), 0, into.position());
        }
        from.limit(end);
    }

    /** Lone surrogates become question marks on their way to bytes. */
    private static List<String> valid(List<String> texts) {
        return texts.stream()
                .map(
                        text ->
                                new String(
                                        text.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
