package io.hypervigil.nvml.profile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file in which profiles outlive the process.
 *
 * <p>Thread: one.
 */
final class ProfileFile {

    private final ParsedFile file;

    ProfileFile(Path file) {
        this.file = new ParsedFile(file);
    }

    /**
     * What is kept; nothing where there is no file.
     *
     * @throws IOException where it cannot be read or makes no sense, with its path
     */
    ProfileText.Kept read() throws IOException {
        return file.read(ProfileText::parse);
    }

    void write(ProfileText.Kept kept) throws IOException {
        file.write(ProfileText.write(kept));
    }
}
