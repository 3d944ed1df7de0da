package io.hypervigil.libvirt.cloudinit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A CD of a few small files in one folder, written as ECMA-119 (ISO 9660) level 1 with Joliet
 * beside it, by which Linux and Windows see the names as they are.
 *
 * <pre>
 * sector 16 primary volume       20, 21 its path table, little and big endian   24 its root
 *        17 Joliet volume        22, 23 Joliet's                                25 Joliet's root
 *        18 end of volumes       19 empty                                       26 the files
 * </pre>
 */
final class IsoImage {

    private static final int SECTOR = 2048;
    private static final int PRIMARY = 16;
    private static final int JOLIET = 17;
    private static final int END = 18;
    private static final int PRIMARY_PATHS = 20;
    private static final int JOLIET_PATHS = 22;
    private static final int PRIMARY_ROOT = 24;
    private static final int JOLIET_ROOT = 25;
    private static final int FILES = 26;

    private static final int PATH_TABLE_BYTES = 10;
    private static final int FOLDER = 2;
    private static final byte[] SELF = {0};
    private static final byte[] PARENT = {1};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final String volume;
    private final List<SeedFile> files;
    private final ZonedDateTime time;
    private final ByteBuffer image;

    /**
     * @param files few enough that one sector names them all
     */
    IsoImage(String volume, List<SeedFile> files, Instant time) {
        this.volume = volume;
        this.files = List.copyOf(files);
        this.time = time.atZone(ZoneOffset.UTC);
        int sectors = FILES + files.stream().mapToInt(file -> sectors(file.bytes())).sum();
        this.image = ByteBuffer.allocate(sectors * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int sectors(byte[] bytes) {
        return Math.ceilDiv(bytes.length, SECTOR);
    }

    /** The whole CD. */
    ByteBuffer bytes() {
        volume(PRIMARY, 1, StandardCharsets.US_ASCII, PRIMARY_PATHS, PRIMARY_ROOT);
        volume(JOLIET, 2, StandardCharsets.UTF_16BE, JOLIET_PATHS, JOLIET_ROOT);
        image.position(END * SECTOR).put((byte) 255).put(ascii("CD001")).put((byte) 1);
        paths(PRIMARY_PATHS, PRIMARY_ROOT);
        paths(JOLIET_PATHS, JOLIET_ROOT);
        root(PRIMARY_ROOT, file -> ascii(file.plainName()));
        root(JOLIET_ROOT, file -> file.name().getBytes(StandardCharsets.UTF_16BE));
        files.forEach(file -> image.position(begin(file) * SECTOR).put(file.bytes()));
        return image.position(0);
    }

    private int begin(SeedFile file) {
        return FILES
                + files.stream()
                        .takeWhile(other -> !other.equals(file))
                        .mapToInt(other -> sectors(other.bytes()))
                        .sum();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** ECMA-119, 8.4 and 8.5, field by field. */
    private void volume(int sector, int type, Charset charset, int paths, int root) {
        image.position(sector * SECTOR);
        image.put((byte) type).put(ascii("CD001")).put((byte) 1).put((byte) 0);
        text("", 32, charset);
        text(volume, 32, charset);
        image.position(image.position() + 8);
        both(image.capacity() / SECTOR);
        // Joliet's mark: UCS-2 level 3.
        image.put(type == 2 ? ascii("%/E") : new byte[3]).position(sector * SECTOR + 120);
        both((short) 1);
        both((short) 1);
        both((short) SECTOR);
        both(PATH_TABLE_BYTES);
        image.putInt(paths).putInt(0);
        image.putInt(Integer.reverseBytes(paths + 1)).putInt(0);
        entry(SELF, root, SECTOR, FOLDER);
        for (int width : new int[] {128, 128, 128, 128, 37, 37, 37}) {
            text("", width, charset);
        }
        time(TIME.format(time) + "00");
        time(TIME.format(time) + "00");
        time("0".repeat(16));
        time("0".repeat(16));
        image.put((byte) 1);
    }

    private void text(String text, int width, Charset charset) {
        var padded = new StringBuilder(text);
        var bytes = ByteBuffer.allocate(width);
        while (padded.length() < width) {
            padded.append(' ');
        }
        var encoded = padded.toString().getBytes(charset);
        // An odd width leaves half a character of UTF-16, which stays zero.
        bytes.put(encoded, 0, charset.equals(StandardCharsets.UTF_16BE) ? width & ~1 : width);
        image.put(bytes.array());
    }

    private void time(String digits) {
        image.put(ascii(digits)).put((byte) 0);
    }

    private void both(int number) {
        image.putInt(number).putInt(Integer.reverseBytes(number));
    }

    private void both(short number) {
        image.putShort(number).putShort(Short.reverseBytes(number));
    }

    /** ECMA-119, 9.4: the root alone, its parent itself. */
    private void paths(int sector, int root) {
        image.position(sector * SECTOR);
        image.put((byte) 1).put((byte) 0).putInt(root).putShort((short) 1).putShort((short) 0);
        image.position((sector + 1) * SECTOR);
        image.put((byte) 1)
                .put((byte) 0)
                .putInt(Integer.reverseBytes(root))
                .putShort(Short.reverseBytes((short) 1))
                .putShort((short) 0);
    }

    private void root(int sector, Function<SeedFile, byte[]> name) {
        image.position(sector * SECTOR);
        entry(SELF, sector, SECTOR, FOLDER);
        entry(PARENT, sector, SECTOR, FOLDER);
        files.stream()
                .sorted(Comparator.comparing(SeedFile::name))
                .forEach(file -> entry(name.apply(file), begin(file), file.bytes().length, 0));
    }

    /** ECMA-119, 9.1. */
    private void entry(byte[] name, int begin, int bytes, int flags) {
        int length = 33 + name.length + (name.length % 2 == 0 ? 1 : 0);
        int end = image.position() + length;
        image.put((byte) length).put((byte) 0);
        both(begin);
        both(bytes);
        image.put((byte) (time.getYear() - 1900))
                .put((byte) time.getMonthValue())
                .put((byte) time.getDayOfMonth())
                .put((byte) time.getHour())
                .put((byte) time.getMinute())
                .put((byte) time.getSecond())
                .put((byte) 0);
        image.put((byte) flags).put((byte) 0).put((byte) 0);
        both((short) 1);
        image.put((byte) name.length).put(name);
        image.position(end);
    }
}
