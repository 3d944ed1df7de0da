package io.hypervigil.containers.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file system of an image made on the spot: busybox and a few of its names. */
final class Busybox {

    private static final List<String> NAMES =
            List.of("sh", "sleep", "cat", "true", "false", "echo");

    private Busybox() {}

    /** A tar of it, below the folder. */
    static Path tar(Path folder) {
        var busybox = RealPart.require("busybox", "apt-get install busybox-static");
        try {
            var root = folder.resolve("busybox");
            var bin = Files.createDirectories(root.resolve("bin"));
            Files.copy(busybox.toRealPath(), bin.resolve("busybox"));
            for (String name : NAMES) {
                Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
            }
            var tar = folder.resolve("busybox.tar");
            var run =
                    RealPart.run(
                            folder,
                            "",
                            List.of("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
            assertThat(run.exitCode()).as(run.output()).isZero();
            return tar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
