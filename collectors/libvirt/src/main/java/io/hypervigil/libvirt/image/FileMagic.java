package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Marks by which QEMU would tell a disk image's format, held against a file before QEMU's own tools
 * see it: several of these formats name other files, which qemu-img would open.
 */
final class FileMagic {

    private static final int HEAD_BYTES = 4096;
    private static final int FOOT_BYTES = 512;

    /**
     * A mark.
     *
     * @param isInFoot whether the offset counts from 512 bytes before the end
     */
    private record Mark(String format, int offset, String bytes, boolean isInFoot) {}

    private static final List<Mark> MARKS =
            List.of(
                    head("qcow2", 0, "QFI\u00fb"),
                    head("qed", 0, "QED\0"),
                    head("vmdk", 0, "KDMV"),
                    head("vmdk", 0, "COWD"),
                    head("vmdk", 0, "# Disk DescriptorFile"),
                    head("vdi", 64, "\u007f\u0010\u00da\u00be"),
                    head("vhdx", 0, "vhdxfile"),
                    head("vpc", 0, "conectix"),
                    new Mark("vpc", 0, "conectix", true),
                    head("luks", 0, "LUKS\u00ba\u00be"),
                    head("parallels", 0, "WithoutFreeSpace"),
                    head("parallels", 0, "WithouFreSpacExt"),
                    head("bochs", 0, "Bochs Virtual HD Image"),
                    head("cloop", 0, "#!/bin/sh\n#V2.0 Format"),
                    head("xz, compressed", 0, "\u00fd7zXZ\0"),
                    head("gzip, compressed", 0, "\u001f\u008b"),
                    head("zstd, compressed", 0, "(\u00b5/\u00fd"),
                    new Mark("dmg", 0, "koly", true));

    private FileMagic() {}

    private static Mark head(String format, int offset, String bytes) {
        return new Mark(format, offset, bytes, false);
    }

    /** The format whose mark a file bears; empty for raw data. */
    static Optional<String> format(FileChannel file) throws IOException {
        var head = read(file, 0, HEAD_BYTES);
        var foot = read(file, Math.max(0, file.size() - FOOT_BYTES), FOOT_BYTES);
        return MARKS.stream()
                .filter(mark -> bears(mark.isInFoot ? foot : head, mark))
                .map(Mark::format)
                .findFirst()
                .or(() -> isVmdkText(head) ? Optional.of("vmdk") : Optional.empty());
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static boolean bears(byte[] bytes, Mark mark) {
        var wanted = mark.bytes.getBytes(StandardCharsets.ISO_8859_1);
        int end = mark.offset + wanted.length;
        return bytes.length >= end
                && Arrays.equals(bytes, mark.offset, end, wanted, 0, wanted.length);
    }

    /** QEMU takes comments and empty lines before {@code version=} for a VMDK's description. */
    private static boolean isVmdkText(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.matches("version=[123]"))
                .isPresent();
    }
}
