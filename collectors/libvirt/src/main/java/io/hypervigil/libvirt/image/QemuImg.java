package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code qemu-img}, under limits and with each format given: nothing is guessed from what a guest
 * may have written.
 *
 * <p>Thread: any.
 */
final class QemuImg {

    private final String program;
    private final BoundedProgram bounded = new BoundedProgram(Duration.ofSeconds(60));

    QemuImg(String program) {
        this.program = program;
    }

    /**
     * What {@code qemu-img info} says of a file.
     *
     * @param format whether to read it so, or none to hear what QEMU would take it for
     */
    Map<String, Value> info(Path file, List<ImageFormat> format) throws ActionFailure {
        // Beside a running guest: -U reads what another process has locked.
        var command = new ArrayList<>(List.of(program, "info", "-U", "--output=json"));
        for (ImageFormat one : format) {
            command.addAll(List.of("-f", one.text()));
        }
        command.add(file.toAbsolutePath().toString());
        try {
            return ValueJson.read(bounded.run(command)).fields();
        } catch (IOException e) {
            throw new ActionFailure(
                    Kind.FAILED,
                    "qemu-img info says what is no JSON: " + e.getMessage(),
                    "see whether collectors.libvirt.images.qemu_img is QEMU's own",
                    e);
        }
    }

    /** Makes an overlay of a base. */
    void createOverlay(Path overlay, Path base, ImageFormat format, long bytes)
            throws ActionFailure {
        bounded.run(
                List.of(
                        program,
                        "create",
                        "-q",
                        "-f",
                        ImageFormat.QCOW2.text(),
                        "-b",
                        base.toAbsolutePath().toString(),
                        "-F",
                        format.text(),
                        overlay.toAbsolutePath().toString(),
                        Long.toString(bytes)));
    }

    /** Makes an empty disk. */
    void createEmpty(Path disk, long bytes) throws ActionFailure {
        bounded.run(
                List.of(
                        program,
                        "create",
                        "-q",
                        "-f",
                        ImageFormat.QCOW2.text(),
                        disk.toAbsolutePath().toString(),
                        Long.toString(bytes)));
    }

    /** Makes a qcow2 disk larger. */
    void grow(Path disk, long bytes) throws ActionFailure {
        bounded.run(
                List.of(
                        program,
                        "resize",
                        "-q",
                        "-f",
                        ImageFormat.QCOW2.text(),
                        disk.toAbsolutePath().toString(),
                        Long.toString(bytes)));
    }
}
