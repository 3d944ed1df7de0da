package io.hypervigil.kubernetes.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How messages and statuses stand on the wire. */
final class FramingTest {

    @Property
    void a_message_comes_out_as_it_went_in(@ForAll byte[] message) throws GrpcException {
        assertThat(MessageFrame.only(MessageFrame.around(message).array())).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000 | an answer of 4 bytes, no message",
                "0100000000 | a compressed message, which was not asked for",
                "000000000201 | a message of 2 bytes was announced, 1 came",
                "00ffffffff01 | a message of 4294967295 bytes was announced, 1 came",
                "00000000000000000000 | a message of 0 bytes was announced, 5 came",
            })
    void what_is_not_one_whole_message_is_refused(String body, String why) {
        assertThatThrownBy(() -> MessageFrame.only(HexFormat.of().parseHex(body)))
                .isInstanceOf(GrpcException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | no%20such | NOT_FOUND: no such",
                "2 | b%C3%B6se 100% %zz %4 | UNKNOWN: böse 100% %zz %4",
                "16 | '' | UNAUTHENTICATED",
                "99 | x | status 99: x",
                "-1 | x | status -1: x",
            })
    void a_status_is_told_in_words(String status, String message, String text)
            throws GrpcException {
        assertThat(GrpcStatus.of(status, message).text()).isEqualTo(text);
    }

    @Test
    void a_status_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> GrpcStatus.of("ok", ""))
                .isInstanceOf(GrpcException.class)
                .hasMessage("grpc-status is no number");
    }

    @Test
    void of_a_long_message_the_beginning_is_kept() throws GrpcException {
        assertThat(GrpcStatus.of("2", "x".repeat(10_000)).message()).hasSize(512);
    }
}
