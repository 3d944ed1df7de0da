package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of a qcow2 file, read by ourselves: QEMU's own tools would open what it names.
 *
 * <p>Layout: docs/interop/qcow2.txt of QEMU; all numbers are big-endian.
 *
 * @param virtualBytes how large the disk is, unsigned; below 0 is more than 8 EiB
 * @param backingFile what it stands on
 * @param objection why it is not to be trusted as a base, empty where nothing speaks against it
 */
record Qcow2Header(long virtualBytes, Optional<String> backingFile, Optional<String> objection) {

    static final int MAGIC = 0x514649fb;

    /** All of a header that counts lies here: its extensions and the name of its backing file. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int FIELDS_BYTES = 72;
    private static final int EXTENDED_BYTES = 104;
    private static final int MAX_NAME_BYTES = 1023;

    private static final int DATA_FILE = 0x44415441;
    private static final int ENCRYPTION = 0x0537be77;

    /** Dirty, another compression, extended L2 entries: none reaches out of the file. */
    private static final long HARMLESS_FEATURES = 0b11001;

    private static final long CORRUPT_FEATURE = 0b00010;
    private static final long DATA_FILE_FEATURE = 0b00100;

    /** Of a file that begins with the magic number. */
    static Qcow2Header read(FileChannel file) throws IOException {
        var bytes = ByteBuffer.allocate(MAX_BYTES);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
        return parse(bytes.flip());
    }

    static Qcow2Header parse(ByteBuffer bytes) throws IOException {
        if (bytes.limit() < FIELDS_BYTES || bytes.getInt(0) != MAGIC) {
            throw new IOException("a qcow2 header of less than " + FIELDS_BYTES + " bytes");
        }
        int version = bytes.getInt(4);
        boolean isExtended = version == 3 && bytes.limit() >= EXTENDED_BYTES;
        if (version != 2 && !isExtended) {
            return refused(bytes, "qcow2 of version " + Integer.toUnsignedString(version));
        }
        var objection =
                isExtended
                        ? featureObjection(bytes.getLong(72))
                                .or(() -> extensionObjection(bytes, bytes.getInt(100)))
                        : extensionObjection(bytes, FIELDS_BYTES);
        return new Qcow2Header(
                bytes.getLong(24),
                backingFile(bytes),
                bytes.getInt(32) == 0 ? objection : Optional.of("it is encrypted"));
    }

    private static Qcow2Header refused(ByteBuffer bytes, String why) {
        return new Qcow2Header(bytes.getLong(24), Optional.empty(), Optional.of(why));
    }

    private static Optional<String> backingFile(ByteBuffer bytes) throws IOException {
        long offset = bytes.getLong(8);
        int length = bytes.getInt(16);
        if (offset == 0) {
            return Optional.empty();
        }
        if (length <= 0 || length > MAX_NAME_BYTES || offset < 0 || offset > bytes.limit()) {
            throw new IOException("a qcow2 header whose backing file's name lies outside of it");
        }
        var name = new byte[Math.min(length, bytes.limit() - (int) offset)];
        bytes.get((int) offset, name);
        return Optional.of(new String(name, StandardCharsets.UTF_8));
    }

    private static Optional<String> featureObjection(long features) {
        if ((features & DATA_FILE_FEATURE) != 0) {
            return Optional.of("its data lie in an external data file");
        }
        if ((features & CORRUPT_FEATURE) != 0) {
            return Optional.of("it is marked as corrupt");
        }
        return (features & ~HARMLESS_FEATURES) == 0
                ? Optional.empty()
                : Optional.of("it has features that are not known: " + Long.toHexString(features));
    }

    /** A name of a data file is refused even where no feature says that it is used. */
    private static Optional<String> extensionObjection(ByteBuffer bytes, int begin) {
        int at = begin;
        while (at >= FIELDS_BYTES && at <= bytes.limit() - 8) {
            int type = bytes.getInt(at);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            if (type == DATA_FILE) {
                return Optional.of("it names an external data file");
            }
            if (type == ENCRYPTION) {
                return Optional.of("it is encrypted");
            }
            if (type == 0) {
                return Optional.empty();
            }
            at = (int) Math.min(bytes.limit(), at + 8 + ((length + 7) & ~7L));
        }
        return Optional.of("its header has no end");
    }
}
