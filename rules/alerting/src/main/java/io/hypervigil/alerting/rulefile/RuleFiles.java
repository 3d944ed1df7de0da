package io.hypervigil.alerting.rulefile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the files that a configuration names.
 *
 * <p>Limits: 16 MiB a file, {@link Globs#MOST_FILES} files.
 */
public final class RuleFiles {

    private static final long MOST_BYTES = 16 << 20;

    private final RuleFileReader reader;

    public RuleFiles(RuleFileOptions options) {
        this.reader = new RuleFileReader(options);
    }

    /**
     * Reads all files of some patterns, a file once.
     *
     * @param base where relative patterns begin
     * @param unmatched is told of patterns that no file matches
     * @throws RuleFileException with the faults of all of them
     */
    public List<RuleFile> readAll(Path base, List<String> patterns, Consumer<String> unmatched)
            throws RuleFileException {
        var faults = new ArrayList<String>();
        var files = new ArrayList<RuleFile>();
        for (var path : Globs.expandAll(base, patterns, unmatched)) {
            try {
                files.add(read(path));
            } catch (RuleFileException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new RuleFileException(faults);
        }
        return files;
    }

    /** Reads one file. */
    public RuleFile read(Path path) throws RuleFileException {
        try (var file = Files.newInputStream(path)) {
            return read(path.toString(), file);
        } catch (NoSuchFileException _) {
            throw new RuleFileException(List.of(path + ": no such file"));
        } catch (IOException e) {
            throw new RuleFileException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
    }

    /**
     * Reads what a stream gives, to its end.
     *
     * @param name what it is called in faults
     */
    public RuleFile read(String name, InputStream stream) throws RuleFileException {
        return reader.read(name, text(name, stream));
    }

    private static String text(String name, InputStream stream) throws RuleFileException {
        try {
            var bytes = stream.readNBytes((int) MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RuleFileException(List.of(name + ": more than 16 MiB"));
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new RuleFileException(List.of(name + ": is not UTF-8"));
        } catch (IOException e) {
            throw new RuleFileException(List.of(name + ": cannot be read: " + e.getMessage()));
        }
    }
}
