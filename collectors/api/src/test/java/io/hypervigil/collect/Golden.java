package io.hypervigil.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole expected outputs in files; {@code -Dgolden.update} rewrites them. */
public final class Golden {

    private Golden() {}

    /** Holds a text against a golden file, relative to the module's folder. */
    public static void assertMatches(Path golden, String actual) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(golden.resolveSibling(""));
            Files.writeString(golden, actual);
        }
        assertThat(golden).as("golden file (-Dgolden.update makes it)").exists();
        assertThat(actual).isEqualTo(Files.readString(golden));
    }
}
