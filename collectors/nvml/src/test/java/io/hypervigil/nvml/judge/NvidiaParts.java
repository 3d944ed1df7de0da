package io.hypervigil.nvml.judge;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code .ci/nvidia} unpacked: {@code HYPERVIGIL_NVIDIA} names the folder. */
public final class NvidiaParts {

    private static final String REMEDY = "set HYPERVIGIL_NVIDIA to what .ci/nvidia prints";

    private NvidiaParts() {}

    /** The genuine libnvidia-ml. */
    public static Path library() {
        var folder = root().resolve("usr/lib");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            file ->
                                    file.getFileName()
                                            .toString()
                                            .matches("libnvidia-ml\\.so\\..*\\d"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> RealPart.missing("libnvidia-ml", REMEDY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the genuine nvml.h. */
    public static Path includes() {
        return required("usr/include/nvml.h").resolveSibling("");
    }

    /** The program nvtop. */
    public static Path nvtop() {
        return required("usr/bin/nvtop");
    }

    private static Path required(String name) {
        var file = root().resolve(name);
        if (!Files.exists(file)) {
            throw RealPart.missing(name, REMEDY);
        }
        return file;
    }

    private static Path root() {
        return Optional.ofNullable(System.getenv("HYPERVIGIL_NVIDIA"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .orElseThrow(() -> RealPart.missing("NVIDIA's library", REMEDY));
    }
}
