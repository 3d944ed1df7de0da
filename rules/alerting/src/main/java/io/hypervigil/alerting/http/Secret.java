package io.hypervigil.alerting.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What nobody may read in a log, an error or a status page: a key, a password, an address that
 * holds a token. One that stands in a file is read anew each time it is asked for, so a rotated key
 * is used without a reload. Its text form is always {@code <secret>}.
 *
 * <p>Thread: any.
 */
public sealed interface Secret {

    /**
     * The secret itself.
     *
     * @throws IOException where its file cannot be read, or holds more than 64 KiB
     */
    String reveal() throws IOException;

    /** One that stands in the configuration. */
    static Secret of(String text) {
        return new Inline(text);
    }

    /** One that stands in a file, without the white space around it. */
    static Secret inFile(String file) {
        return new InFile(file);
    }

    /** One made of several, such as an address with a token in its path. */
    static Secret of(Secret... parts) {
        return new Chain(List.of(parts));
    }

    /** Several, one after the other. */
    record Chain(List<Secret> parts) implements Secret {
        public Chain {
            parts = List.copyOf(parts);
        }

        @Override
        public String reveal() throws IOException {
            var whole = new StringBuilder();
            for (var part : parts) {
                whole.append(part.reveal());
            }
            return whole.toString();
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** An address without the slash that it may end with. */
    record WithoutSlash(Secret address) implements Secret {
        @Override
        public String reveal() throws IOException {
            var text = address.reveal();
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** A secret at hand. */
    record Inline(String text) implements Secret {
        @Override
        public String reveal() {
            return text;
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** A secret to be read when it is needed. */
    record InFile(String file) implements Secret {

        private static final long MOST_BYTES = 64 << 10;

        @Override
        public String reveal() throws IOException {
            var path = Path.of(file);
            try {
                if (Files.size(path) > MOST_BYTES) {
                    throw new IOException(file + " is too large to hold a secret");
                }
                return Files.readString(path, StandardCharsets.UTF_8).strip();
            } catch (java.nio.file.NoSuchFileException e) {
                throw new IOException(file + ", which holds a secret, is not there", e);
            }
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }
}
