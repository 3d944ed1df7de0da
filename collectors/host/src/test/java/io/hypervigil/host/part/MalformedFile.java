package io.hypervigil.host.part;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.util.function.Function;

/**
 * A file that a parser must refuse, and what it must say.
 *
 * @param parser the parser
 * @param text the file
 * @param refusal the message, with the place
 */
public record MalformedFile(Function<Text, ?> parser, String text, String refusal) {

    /** The parser refuses it with that message. */
    public void isRefused() {
        assertThatThrownBy(() -> parser.apply(Text.of(text)))
                .as(text)
                .isInstanceOf(MalformedTextException.class)
                .hasMessage(refusal);
    }
}
