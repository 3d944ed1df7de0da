package io.hypervigil.nvml.profile;

import io.hypervigil.collect.files.ReadFailure;
import io.hypervigil.collect.files.StateFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small file that outlives the process and is told from one that makes no sense.
 *
 * <p>Thread: one.
 */
public final class ParsedFile {

    private static final int MAX_BYTES = 256 * 1024;

    private final Path path;
    private final StateFile file;

    /** It was read and makes no sense; the message has its path and line. */
    public static final class Damaged extends IOException {

        private static final long serialVersionUID = 1;

        private Damaged(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }

    /**
     * @param path in a folder that is there
     */
    public ParsedFile(Path path) {
        this.path = path;
        this.file = new StateFile(path, MAX_BYTES);
    }

    /** Whether there is one. */
    public boolean exists() {
        return file.exists();
    }

    /**
     * What it says; that of an empty text where there is no file.
     *
     * @param parse throws an IllegalArgumentException with the line that makes no sense
     * @throws Damaged where it makes no sense
     * @throws IOException where it cannot be read, with its path
     */
    public <T> T read(Function<String, T> parse) throws IOException {
        if (!exists()) {
            return parse.apply("");
        }
        try {
            return parse.apply(file.read());
        } catch (IllegalArgumentException e) {
            throw new Damaged(path + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new Damaged(path + ": no text in UTF-8", e);
        } catch (StateFile.TooLong e) {
            throw new Damaged(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(ReadFailure.of(path, e), e);
        }
    }

    /** Replaces it. Where that fails all is as before. */
    public void write(String text) throws IOException {
        file.replace(text);
    }

    /** Takes it away. */
    public void delete() throws IOException {
        file.delete();
    }

    /** Moves it out of the way of the next one. Where it is now. */
    public Path setAside() throws IOException {
        return file.setAside();
    }
}
