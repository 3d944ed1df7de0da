package io.hypervigil.collect.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where secrets come from: in place, the environment, a file. No refusal shows one. */
final class SecretSource {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int MAX_BYTES = 64 * 1024;

    private final Function<String, @Nullable String> environment;
    private final Path folder;

    /** Why a secret cannot be had. */
    static final class Refused extends Exception {
        @java.io.Serial private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    SecretSource(Function<String, @Nullable String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    Secret ofText(String text) throws Refused {
        var matcher = VARIABLE.matcher(text);
        if (!matcher.matches()) {
            return new Secret(text);
        }
        var value = environment.apply(matcher.group(1));
        if (value == null) {
            throw new Refused("the variable " + matcher.group(1) + " is not set");
        }
        return new Secret(value);
    }

    Secret ofFile(String path) throws Refused {
        Path file;
        try {
            file = folder.resolve(path);
        } catch (InvalidPathException _) {
            throw new Refused(ScalarText.quoted(path) + ", path expected");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refused(file + " is larger than 64 KiB");
            }
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new Secret(text.toString().strip());
        } catch (NoSuchFileException _) {
            throw new Refused(file + " does not exist");
        } catch (AccessDeniedException _) {
            throw new Refused(file + " may not be read by this user");
        } catch (CharacterCodingException _) {
            throw new Refused(file + " is not UTF-8");
        } catch (IOException e) {
            throw new Refused("could not read " + file + ": " + e.getMessage());
        }
    }
}
