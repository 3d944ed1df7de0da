package io.hypervigil.web.security;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebConfigVerdictsTest {

    private static final Path FIXTURES = Path.of("src/test/fixtures/web-config");

    @Test
    void every_file_gets_its_verdict(@TempDir Path folder) throws IOException {
        Pki.usual(folder);
        var verdicts = new StringBuilder();

        try (var files = Files.list(FIXTURES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
                var copy = folder.resolve(file.getFileName());
                verdicts.append(verdict(Files.copy(file, copy)).replace(folder + "/", ""));
            }
        }

        Golden.assertMatches(FIXTURES.resolve("verdicts.txt"), verdicts.toString());
    }

    private static String verdict(Path file) {
        try {
            WebConfig.load(file);
            return file.getFileName() + ": good\n\n";
        } catch (SettingsException e) {
            return file.getFileName()
                    + ": refused\n"
                    + String.join("\n", e.problems()).indent(4)
                    + "\n";
        }
    }
}
