package io.hypervigil.libvirt.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.libvirt.cloudinit.HostName;
import io.hypervigil.libvirt.cloudinit.Seed;
import io.hypervigil.libvirt.cloudinit.UserData;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.image.BootImage;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libvirt's schema and QEMU itself have the last word. */
final class RealDomainTest {

    private static PrivateLibvirtd daemon;

    @BeforeAll
    static void start() {
        daemon = PrivateLibvirtd.start();
    }

    @AfterAll
    static void close() {
        daemon.close();
    }

    private static Path file(DomainPlan plan) throws IOException {
        return Files.writeString(
                Files.createTempFile(daemon.folder(), "domain", ".xml"), plan.xml());
    }

    @Test
    void libvirts_schema_takes_a_machine_with_everything() throws Exception {
        daemon.virshOn(
                "test:///default", "define", "--validate", file(Plans.gpuMachine()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"q35", "pc"})
    void qemu_starts_a_machine_from_an_overlay_on_an_image(String board) throws Exception {
        var folder = Files.createDirectories(daemon.folder().resolve(board)).toRealPath();
        try (var cache =
                ImageCache.open(
                        BootImage.settings(folder),
                        folder.resolve("images"),
                        InstantSource.system(),
                        Map::of)) {
            var base = cache.fetch(BootImage.in(folder), new Patience()).digest();
            var overlay = cache.disks().file(folder.resolve("disks"), "web-1");
            cache.disks().createOverlay(overlay, base, 4 << 20);
            var seed = cache.disks().seedFile(folder.resolve("disks"), "web-1");
            new Seed(Plans.ONE, new HostName("web-1"), UserData.given(""), Optional.empty())
                    .write(seed, Instant.EPOCH);
            letQemuUse(overlay, seed);
            var log = daemon.folder().resolve(board + ".log");
            var plan =
                    Plans.plan(
                            Plans.small(board),
                            Plans.devices(
                                    List.of(
                                            disk(overlay, DiskBus.VIRTIO),
                                            disk(daemon.disk(board + ".qcow2"), DiskBus.SCSI)),
                                    Optional.of(seed),
                                    Optional.of(log)));

            daemon.virsh("define", "--validate", file(plan).toString());
            daemon.virsh("start", "web-1");

            assertThat(daemon.virsh("metadata", "web-1", "https://hypervigil.io/domain/1"))
                    .contains("<owner>ada</owner>");
            Eventually.get(
                    Duration.ofSeconds(20), () -> assertThat(Files.readString(log)).contains("HV"));
            var one = daemon.disk(board + "-more.qcow2").toString();
            daemon.virsh("attach-disk", "web-1", one, "vdb", "--subdriver=qcow2", "--live");
            assertThat(cache.standingOn(base)).containsExactly(overlay);
        } finally {
            daemon.virsh("destroy", "web-1");
            daemon.virsh("undefine", "web-1");
        }
    }

    private static VmDisk disk(Path file, DiskBus bus) {
        return new VmDisk(file, ImageFormat.QCOW2, bus);
    }

    /** The session daemon of the test has not the right to take files over, as the system's has. */
    private static void letQemuUse(Path... files) throws IOException {
        for (Path file : files) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
    }

    private static final class Patience implements ImageWatch {
        @Override
        public void progress(long bytes, Optional<Long> totalBytes) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
