package io.hypervigil.collect.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.jna.SysStatvfs.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SysStatvfsTest {

    private final SysStatvfs libc = new SysStatvfs();

    @TempDir Path folder;

    @AfterEach
    void give_the_memory_back() {
        libc.close();
    }

    @Test
    void the_size_is_what_the_jdk_finds() throws IOException {
        var answer = libc.statvfs(folder.toString());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Result.Statvfs.class,
                        statvfs -> {
                            assertThat(statvfs.f_blocks() * statvfs.f_frsize())
                                    .isEqualTo(totalBytes(folder));
                            assertThat(statvfs.f_bfree()).isBetween(0L, statvfs.f_blocks());
                            assertThat(statvfs.f_bavail()).isBetween(0L, statvfs.f_bfree());
                            assertThat(statvfs.f_ffree()).isBetween(0L, statvfs.f_files());
                        });
    }

    @Test
    void a_path_beyond_ascii_is_found() throws IOException {
        var umlaut = Files.createDirectory(folder.resolve("f\u00fcr vm"));

        assertThat(libc.statvfs(umlaut.toString())).isInstanceOf(Result.Statvfs.class);
    }

    @Test
    void a_path_that_does_not_exist_gives_its_error() {
        assertThat(libc.statvfs(folder + "/none")).isEqualTo(new Result.Failed(2));
    }

    @Test
    void a_path_longer_than_the_kernel_takes_gives_its_error() {
        assertThat(libc.statvfs("/" + "a".repeat(5_000))).isEqualTo(new Result.Failed(36));
    }

    private static long totalBytes(Path path) {
        try {
            return Files.getFileStore(path).getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
