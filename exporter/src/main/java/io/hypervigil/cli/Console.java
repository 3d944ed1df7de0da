package io.hypervigil.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a command reads and writes: the process's standard streams, or those of a test. */
public record Console(InputStream in, OutputStream out, OutputStream err) {

    /** Writes lines for people or programs; the caller flushes. */
    PrintWriter printer() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
    }

    /** Writes what went wrong, a line each, control characters made harmless. */
    void complain(String line) {
        var err = new PrintWriter(new OutputStreamWriter(this.err, StandardCharsets.UTF_8), false);
        err.print(
                line.codePoints()
                        .map(Console::harmless)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append));
        err.print('\n');
        err.flush();
    }

    private static int harmless(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c;
    }
}
