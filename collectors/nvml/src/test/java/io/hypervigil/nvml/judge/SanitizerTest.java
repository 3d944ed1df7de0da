package io.hypervigil.nvml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.nvml.stub.StubDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library writes stays within the memory that the binding hands in. */
final class SanitizerTest {

    private static final Path FIXTURES = Path.of("src/test/fixtures");

    /** A JVM catches the signals itself, and leaves its memory to the kernel as it ends. */
    private static final String OPTIONS =
            "ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:exitcode=99";

    @TempDir Path folder;

    private Path sanitizer = Path.of("");

    @BeforeEach
    void find_the_sanitizer() {
        var gcc = RealPart.require("gcc", "install gcc").toString();
        var found = RealPart.run(folder, "", List.of(gcc, "-print-file-name=libasan.so"));
        sanitizer = Path.of(found.output().strip());
        if (!Files.exists(sanitizer)) {
            throw RealPart.missing("libasan", "install gcc with its sanitizers");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "h100-board, gpu_xid_last_timestamp_seconds{",
        "gb200, gpu_platform_info{",
        "t4-vgpu, gpu_vgpu_info{"
    })
    void a_machine_is_sampled_without_a_byte_out_of_place(String machine, String family)
            throws Exception {
        var stub = StubDriver.sanitized(folder, machine + ".scenario");
        var page = folder.resolve("page");
        var fixture = FIXTURES.resolve(machine).toAbsolutePath();

        var run = run(stub.library().toString(), fixture.toString(), page.toString());

        assertThat(run.output()).doesNotContain("AddressSanitizer");
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(Files.readString(page)).contains(family);
    }

    @Test
    void a_byte_out_of_place_would_be_told() {
        var stub = StubDriver.sanitized(folder, "h100-board.scenario");

        var run = run(stub.library().toString());

        assertThat(run.output()).contains("AddressSanitizer: heap-buffer-overflow");
        assertThat(run.exitCode()).isEqualTo(99);
    }

    private RealPart.Run run(String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/env",
                                "LD_PRELOAD=" + sanitizer,
                                OPTIONS,
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SanitizedRun.class.getName()));
        command.addAll(List.of(arguments));
        return RealPart.run(folder, "", command);
    }
}
