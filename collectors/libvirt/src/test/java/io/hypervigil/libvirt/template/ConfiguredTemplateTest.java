package io.hypervigil.libvirt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.libvirt.image.ImageDigest;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.image.ImageSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ConfiguredTemplateTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1 ada";

    @Test
    void by_default_a_template_is_a_small_machine_with_an_empty_disk() {
        assertThat(SettingsBinder.defaults(ConfiguredTemplate.class).named("plain"))
                .isEqualTo(
                        new Template(
                                "plain",
                                "",
                                new Machine(
                                        Hypervisor.KVM,
                                        "x86_64",
                                        "q35",
                                        Firmware.BIOS,
                                        2,
                                        2,
                                        2L << 30,
                                        2L << 30),
                                Optional.empty(),
                                20L << 30,
                                DiskBus.VIRTIO,
                                new NetworkLink.Virtual("default"),
                                true,
                                true,
                                Duration.ofSeconds(10),
                                4,
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void every_key_is_taken() throws SettingsException {
        var settings =
                bound(
                        "summary", "for training",
                        "hypervisor", "qemu",
                        "architecture", "aarch64",
                        "machine", "virt",
                        "firmware", "efi",
                        "vcpus", "4",
                        "max_vcpus", "8",
                        "memory_bytes", "4294967296",
                        "max_memory_bytes", "8589934592",
                        "image", "https://images.example.org/debian.qcow2",
                        "image_sha256", DIGEST,
                        "image_format", "qcow2",
                        "disk_bytes", "10737418240",
                        "disk_bus", "scsi",
                        "network", "bridge:br0",
                        "agent", "false",
                        "randomness", "false",
                        "balloon_period", "1m",
                        "spare_ports", "0",
                        "user", "ada",
                        "ssh_keys", List.of(KEY));

        assertThat(settings.named("gpu"))
                .isEqualTo(
                        new Template(
                                "gpu",
                                "for training",
                                new Machine(
                                        Hypervisor.QEMU,
                                        "aarch64",
                                        "virt",
                                        Firmware.EFI,
                                        4,
                                        8,
                                        4L << 30,
                                        8L << 30),
                                Optional.of(
                                        new ImageRequest(
                                                ImageSource.parse(
                                                        "https://images.example.org/debian.qcow2"),
                                                new ImageDigest(DIGEST),
                                                Optional.of(ImageFormat.QCOW2))),
                                10L << 30,
                                DiskBus.SCSI,
                                new NetworkLink.Bridge("br0"),
                                false,
                                false,
                                Duration.ofMinutes(1),
                                0,
                                Optional.of("ada"),
                                List.of(KEY)));
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_key() {
        assertThatThrownBy(() -> bound("image", "https://images.example.org/a"))
                .hasMessageContaining("image_sha256");
        assertThatThrownBy(() -> bound("image", "http://a/", "image_sha256", DIGEST))
                .hasMessageContaining("an image's source begins with https:// or file:///");
        assertThatThrownBy(() -> bound("network", "tap0")).hasMessageContaining("network");
        assertThatThrownBy(() -> bound("vcpus", "4", "max_vcpus", "2"))
                .hasMessageContaining("vcpus");
        assertThatThrownBy(() -> bound("user", "Ada")).hasMessageContaining("user");
    }

    private static ConfiguredTemplate bound(Object... keysAndValues) throws SettingsException {
        var fields = new LinkedHashMap<String, Given>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], given(keysAndValues[i + 1]));
        }
        var places =
                fields.keySet().stream().collect(Collectors.toMap(key -> key, key -> "key " + key));
        return new SettingsBinder(_ -> null, Path.of("/"))
                .bind(ConfiguredTemplate.class, new Given.Fields(fields, places, "top"));
    }

    private static Given given(Object value) {
        return value instanceof List<?> list
                ? new Given.Items(list.stream().map(ConfiguredTemplateTest::given).toList(), "list")
                : new Given.Scalar(value.toString(), "value");
    }
}
