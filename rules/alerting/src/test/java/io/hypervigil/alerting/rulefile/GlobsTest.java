package io.hypervigil.alerting.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GlobsTest {

    @TempDir private Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        for (var name : List.of("1.yml", "2.yml", "3.yaml", "a/4.yml", "a/b/5.yml", "{6}.yml")) {
            Files.writeString(folder.resolve(name), "groups: []");
        }
    }

    private List<String> expand(String pattern) throws RuleFileException {
        return Globs.expand(folder, pattern).stream()
                .map(path -> folder.relativize(path).toString())
                .toList();
    }

    @Test
    void a_pattern_names_files_in_order() throws RuleFileException {
        assertThat(expand("*.yml")).containsExactly("1.yml", "2.yml", "{6}.yml");
        assertThat(expand("[12].yml")).containsExactly("1.yml", "2.yml");
        assertThat(expand("?.y*ml")).containsExactly("1.yml", "2.yml", "3.yaml");
        assertThat(expand("*/*.yml")).containsExactly("a/4.yml");
        assertThat(expand("a/b/5.yml")).containsExactly("a/b/5.yml");
        assertThat(expand(folder + "/1.yml")).containsExactly("1.yml");
        assertThat(expand("{6}.yml")).containsExactly("{6}.yml");
    }

    @Test
    void a_pattern_without_a_file_names_none() throws RuleFileException {
        assertThat(expand("nothing*.yml")).isEmpty();
        assertThat(expand("nothing.yml")).isEmpty();
    }

    @Test
    void a_pattern_that_is_none_is_refused() {
        assertThatThrownBy(() -> expand("[12.yml")).hasMessage("[12.yml: syntax error in pattern");
    }

    @Test
    void a_file_that_several_patterns_name_is_read_once() throws RuleFileException {
        var files =
                new RuleFiles(RuleFileOptions.STANDARD)
                        .readAll(folder, List.of("1.yml", "*.yml", "1.yml"), _ -> {});

        assertThat(files).hasSize(3);
    }
}
