package io.hypervigil.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a command reads and writes: the process's standard streams, or those of a test. */
public record Console(InputStream in, OutputStream out, OutputStream err) {

    /** The process's standard streams, in UTF-8 whatever the locale is. */
    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                new FileOutputStream(FileDescriptor.err));
    }

    /**
     * Writes what a command is asked for.
     *
     * @throws IOException where it could not be written to its end
     */
    void print(Consumer<PrintWriter> page) throws IOException {
        var writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
        page.accept(writer);
        if (writer.checkError()) {
            throw new IOException("could not write to standard output");
        }
    }

    /** Writes what went wrong, control characters but those of its own lines made harmless. */
    void complain(String text) {
        var bytes = (harmless(text) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            err.write(bytes);
            err.flush();
        } catch (IOException _) {
            // Standard error is gone: the exit code is all that is left to tell.
        }
    }

    /** A text from elsewhere, its control characters but for those of lines made harmless. */
    static String harmless(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().map(Console::harmless).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static int harmless(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c;
    }
}
