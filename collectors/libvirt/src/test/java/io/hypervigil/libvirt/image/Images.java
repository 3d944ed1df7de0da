package io.hypervigil.libvirt.image;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images as the tests want them. */
final class Images {

    static final long MEBIBYTE = 1 << 20;

    private Images() {}

    /** Runs the real qemu-img. */
    static String qemuImg(Path folder, String... arguments) {
        var program = RealPart.require("qemu-img", "install the package qemu-utils");
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", command);
        if (run.exitCode() != 0) {
            throw new IllegalStateException(run.output());
        }
        return run.output();
    }

    /** An empty qcow2 image of a disk of that size. */
    static byte[] qcow2(Path folder, long virtualBytes) throws IOException {
        var file = Files.createTempFile(folder, "image", ".qcow2");
        qemuImg(folder, "create", "-q", "-f", "qcow2", file.toString(), "" + virtualBytes);
        return Files.readAllBytes(file);
    }

    /** A raw image: noise, always the same for a seed. */
    static byte[] raw(int bytes, long seed) {
        var noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static ImageDigest digest(byte[] image) {
        var digest = ImageDigest.sha256();
        digest.update(image);
        return ImageDigest.of(digest);
    }

    static ImageRequest request(String source, byte[] image) {
        return new ImageRequest(ImageSource.parse(source), digest(image), Optional.empty());
    }
}
