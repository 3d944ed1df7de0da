package io.hypervigil.libvirt.cloudinit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What cloud-init's NoCloud source reads: a CD named {@code cidata} with {@code meta-data}, {@code
 * user-data} and maybe {@code network-config}.
 *
 * <pre>
 * instance-id: "6b1f0d9e-…"
 * local-hostname: "web-1"
 * </pre>
 *
 * @param instance another one has cloud-init begin anew; the domain's UUID
 * @param networkConfig as it is given, version 1 or 2
 */
public record Seed(
        UUID instance, HostName host, UserData userData, Optional<String> networkConfig) {

    /** Refuses what is too long. */
    public Seed {
        networkConfig.ifPresent(text -> SeedFile.check("network_config", text, UserData.MAX_BYTES));
    }

    /**
     * Writes the CD to a file that is not there yet, for its owner alone: libvirt gives it to QEMU.
     *
     * @param now the time of its files
     * @throws IOException where it cannot be written; nothing is left then, if it was not there
     */
    public void write(Path file, Instant now) throws IOException {
        var iso = new IsoImage("cidata", files(), now).bytes();
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var out =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode)) {
            try {
                while (iso.hasRemaining()) {
                    out.write(iso);
                }
                out.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    private List<SeedFile> files() {
        var metaData =
                new YamlText()
                        .text("instance-id", instance.toString())
                        .text("local-hostname", host.name());
        var files = new ArrayList<SeedFile>();
        files.add(new SeedFile("meta-data", "METADATA.;1", metaData.toString()));
        files.add(new SeedFile("user-data", "USERDATA.;1", userData.content().reveal()));
        networkConfig.ifPresent(
                text -> files.add(new SeedFile("network-config", "NETWORK.;1", text)));
        return files;
    }
}
