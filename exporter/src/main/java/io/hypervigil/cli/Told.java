package io.hypervigil.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One of the standard streams while another is written to as well: what was told first is seen
 * first. Control characters are made harmless.
 *
 * @param to where it is told
 * @param before what was told there is to be seen before
 */
record Told(OutputStream to, OutputStream before) implements Appendable {

    @Override
    public Told append(CharSequence text) throws IOException {
        before.flush();
        to.write(Console.harmless(text.toString()).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public Told append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Told append(char letter) throws IOException {
        return append(String.valueOf(letter));
    }
}
