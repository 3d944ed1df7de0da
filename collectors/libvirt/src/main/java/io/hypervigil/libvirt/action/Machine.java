package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.cloudinit.Seed;
import io.hypervigil.libvirt.image.CachedImage;
import io.hypervigil.libvirt.image.ImageDigest;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.quota.Holding;
import io.hypervigil.libvirt.template.PassedGpu;
import io.hypervigil.libvirt.xml.XmlTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM that is to be made: its description, and what has to be there first.
 *
 * @param image that is fetched where it is not here
 * @param files in the order in which they are made
 * @param gpus that nobody else may hold
 * @param xml as libvirt takes it
 */
record Machine(
        String name,
        UUID uuid,
        Optional<String> owner,
        Amounts amounts,
        Optional<ImageRequest> image,
        List<NewFile> files,
        List<PassedGpu> gpus,
        String xml) {

    Machine {
        files = List.copyOf(files);
        gpus = List.copyOf(gpus);
    }

    /** A file of its own. */
    sealed interface NewFile {

        Path file();

        /** For people: what makes it. */
        String text();

        /** A disk on an image. */
        record Overlay(Path file, ImageDigest base, long bytes) implements NewFile {
            @Override
            public String text() {
                return "overlay " + file + ", " + bytes + " bytes on " + base.hex();
            }
        }

        /** An empty disk. */
        record Empty(Path file, long bytes) implements NewFile {
            @Override
            public String text() {
                return "disk " + file + ", " + bytes + " bytes";
            }
        }

        /**
         * A volume of a storage pool.
         *
         * @param file where it will be
         * @param base what it stands on; an empty one where there is none
         */
        record Volume(
                String pool, Path file, ImageFormat format, long bytes, Optional<ImageDigest> base)
                implements NewFile {

            String name() {
                return file.getFileName().toString();
            }

            /** As libvirt takes it. */
            String xml(Optional<CachedImage> image) {
                var xml = XmlTree.of("volume").addText("name", name());
                xml.add("capacity", "unit", "bytes");
                xml.setText("capacity", Long.toString(bytes));
                xml.add("allocation", "unit", "bytes");
                xml.setText("allocation", format == ImageFormat.RAW ? Long.toString(bytes) : "0");
                xml.add("target").add("format", "type", format.text());
                if (image.isPresent()) {
                    var backing = xml.add("backingStore");
                    backing.addText("path", image.get().file().toString());
                    backing.add("format", "type", image.get().format().text());
                }
                return xml.xml();
            }

            @Override
            public String text() {
                return "virStorageVolCreateXML("
                        + pool
                        + ", "
                        + name()
                        + ", "
                        + bytes
                        + " bytes"
                        + base.map(digest -> " on " + digest.hex()).orElse("")
                        + ")";
            }
        }

        /** What cloud-init reads. */
        record SeedCd(Path file, Seed seed) implements NewFile {
            @Override
            public String text() {
                return "seed " + file;
            }
        }
    }

    Holding holding() {
        return new Holding(uuid.toString(), owner, amounts);
    }
}
