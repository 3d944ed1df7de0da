package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a file that came from elsewhere may be a base image: qcow2 or raw, alone in one
 * file, not encrypted, of a size that makes sense. First by its bytes, then by qemu-img.
 *
 * <p>Thread: any.
 */
final class ImageJudge {

    private final QemuImg qemuImg;
    private final long maxVirtualBytes;

    ImageJudge(QemuImg qemuImg, long maxVirtualBytes) {
        this.qemuImg = qemuImg;
        this.maxVirtualBytes = maxVirtualBytes;
    }

    /**
     * What it is.
     *
     * @param wanted the format that it is said to have
     * @throws ActionFailure where it is not taken
     */
    ImageInformation judge(Path file, Optional<ImageFormat> wanted) throws ActionFailure {
        var format = formatByHeader(file);
        if (wanted.isPresent() && wanted.get() != format) {
            throw refused("it is " + format.text() + ", not " + wanted.get().text());
        }
        var info = qemuImg.info(file, List.of(format));
        refuseTricks(info);
        // Beyond our own list of marks: what QEMU itself would take raw data for.
        var probed = qemuImg.info(file, List.of());
        if (!text(probed, "format").equals(Optional.of(format.text()))) {
            throw refused("QEMU takes it for " + text(probed, "format").orElse("nothing"));
        }
        if (!(info.get("virtual-size") instanceof Value.Whole(long bytes))) {
            throw refused("qemu-img gives it no size");
        }
        refuseSize(bytes);
        return new ImageInformation(format, bytes);
    }

    private ImageFormat formatByHeader(Path file) throws ActionFailure {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var mark = FileMagic.format(channel);
            if (mark.isEmpty()) {
                refuseSize(channel.size());
                return ImageFormat.RAW;
            }
            if (!mark.get().equals(ImageFormat.QCOW2.text())) {
                throw refused("it is " + mark.get());
            }
            refuseTricks(Qcow2Header.read(channel));
            return ImageFormat.QCOW2;
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private void refuseTricks(Qcow2Header header) throws ActionFailure {
        if (header.backingFile().isPresent()) {
            throw refused("it stands on another file");
        }
        if (header.objection().isPresent()) {
            throw refused(header.objection().get());
        }
        refuseSize(header.virtualBytes());
    }

    private static void refuseTricks(Map<String, Value> info) throws ActionFailure {
        if (info.containsKey("backing-filename") || info.containsKey("full-backing-filename")) {
            throw refused("it stands on another file");
        }
        if (info.get("encrypted") instanceof Value.Flag(boolean isSet) && isSet) {
            throw refused("it is encrypted");
        }
        if (info.get("format-specific") instanceof Value.Fields(var specific)
                && specific.get("data") instanceof Value.Fields(var data)) {
            if (data.containsKey("data-file")) {
                throw refused("its data lie in an external data file");
            }
            if (data.containsKey("encrypt")) {
                throw refused("it is encrypted");
            }
        }
    }

    private void refuseSize(long bytes) throws ActionFailure {
        if (bytes <= 0) {
            throw refused("its disk is empty or larger than anything");
        }
        if (bytes > maxVirtualBytes) {
            throw refused("its disk of " + bytes + " bytes is larger than " + maxVirtualBytes);
        }
    }

    private static Optional<String> text(Map<String, Value> info, String key) {
        return info.get(key) instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    private static ActionFailure refused(String why) {
        return Refusal.of(
                Kind.INVALID,
                "the image is not taken: " + why,
                "give a qcow2 or raw image in one file, without backing file and encryption");
    }
}
