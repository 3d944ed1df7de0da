package io.hypervigil.host.textfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderPatternTest {

    @TempDir Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        for (String name : List.of("a/x", "b/x", "b/y", "c", "[d]", "a+b", "d&&e")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "*, [d] a a+b b c d&&e",
        "?, a b c",
        "*/x, a/x b/x",
        "?/?, a/x b/x b/y",
        "[ab]/x, a/x b/x",
        "[a-b]/y, b/y",
        "[^ab], c",
        "\\[d\\], [d]",
        "a+*, a+b",
        "[a-d]&*, d&&e",
        "[a, [a",
        "none*, none*",
        "none, none",
    })
    void patterns_are_those_of_go(String pattern, String expected) {
        assertThat(FolderPattern.expand(folder + "/" + pattern))
                .containsExactlyElementsOf(
                        List.of(expected.split(" ")).stream().map(folder::resolve).toList());
    }

    @Test
    void a_path_without_wildcards_stays_as_it_is() {
        assertThat(FolderPattern.expand("relative/path")).containsExactly(Path.of("relative/path"));
    }
}
