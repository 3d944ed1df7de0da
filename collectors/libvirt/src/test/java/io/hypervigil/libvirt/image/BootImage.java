package io.hypervigil.libvirt.image;

import io.hypervigil.collect.settings.SettingsBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A raw image of 1 MiB that a guest boots from: it says HV on the serial port and halts. */
public final class BootImage {

    /** mov dx, 0x3f8; mov al, 'H'; out dx, al; mov al, 'V'; out dx, al; hlt; jmp to the hlt */
    private static final String BOOT_SECTOR = "baf803b048eeb056eef4ebfd";

    private static final int SECTOR_BYTES = 512;

    private BootImage() {}

    /** Writes it into a folder, from which it may be fetched. */
    public static ImageRequest in(Path folder) {
        var image =
                Arrays.copyOf(
                        HexFormat.of().parseHex(BOOT_SECTOR), Math.toIntExact(Images.MEBIBYTE));
        image[SECTOR_BYTES - 2] = 0x55;
        image[SECTOR_BYTES - 1] = (byte) 0xaa;
        try {
            return new ImageRequest(
                    new ImageSource.LocalFile(Files.write(folder.resolve("boot.img"), image)),
                    Images.digest(image),
                    Optional.of(ImageFormat.RAW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that let images be fetched from a folder, with disks below it. */
    public static ImageSettings settings(Path folder) {
        return settings(folder, List.of(folder.resolve("disks")));
    }

    /** Settings that let images be fetched from a folder, with disks in others. */
    public static ImageSettings settings(Path folder, List<Path> disks) {
        var byDefault = SettingsBinder.defaults(ImageSettings.class);
        return new ImageSettings(
                Optional.empty(),
                disks,
                List.of(),
                List.of(folder),
                byDefault.maxImageBytes(),
                byDefault.maxCacheBytes(),
                byDefault.maxVirtualBytes(),
                byDefault.stall(),
                byDefault.downloadTimeout(),
                byDefault.qemuImg());
    }
}
