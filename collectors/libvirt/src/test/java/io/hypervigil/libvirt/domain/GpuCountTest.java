package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.description.HostDevice.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuCountTest {

    @TempDir Path sys;

    private final FactBoard facts = new FactBoard();

    @Test
    void a_gpu_with_its_sound_is_one_whoever_knows_it() throws IOException {
        assertThat(count(true, "0000:3b:00.0", "0000:3b:00.1")).isEqualTo(1);

        facts.publish(
                "nvml",
                List.of(new Fact.Gpu(Optional.empty(), OptionalInt.empty(), "0000:3b:00.0")));
        assertThat(count(true, "0000:3b:00.0", "0000:3b:00.1")).isEqualTo(1);

        device("0000:3b:00.1", "0x040300");
        assertThat(count(true, "0000:3b:00.0", "0000:3b:00.1")).isEqualTo(1);
        assertThat(count(true, "0000:3b:00.1")).isZero();
    }

    @Test
    void the_class_in_sys_tells_cards_and_disks_from_gpus() throws IOException {
        device("0000:3b:00.0", "0x030200");
        device("0000:5e:02.3", "0x020000");
        device("0000:e1:00.0", "0x010802");

        assertThat(count(true, "0000:3b:00.0", "0000:5e:02.3", "0000:e1:00.0")).isEqualTo(1);
    }

    @Test
    void of_another_host_the_description_alone_tells() throws IOException {
        device("0000:3b:00.0", "0x020000");

        assertThat(count(false, "0000:3b:00.0", "0000:3b:00.1", "0000:3c:00.4")).isEqualTo(2);
    }

    @Test
    void a_virtual_function_of_a_gpu_and_a_mediated_device_are_each_one() throws IOException {
        device("0000:af:00.0", "0x030200");
        device("0000:af:00.4", "0x030200");
        Files.createSymbolicLink(
                sys.resolve("bus/pci/devices/0000:af:00.4/physfn"), Path.of("../0000:af:00.0"));
        var mediated =
                new HostDevice.Mediated("4b20d080-1b54-4048-85b3-a6a62d165c01", Optional.empty());

        assertThat(
                        new GpuCount(facts, FileTree.at(sys))
                                .of(List.of(mediated, pci("0000:af:00.4")), true))
                .isEqualTo(2);
    }

    @Test
    void what_is_given_as_an_interface_or_a_disk_is_none() {
        assertThat(
                        new GpuCount(facts, FileTree.at(sys))
                                .of(
                                        List.of(
                                                new HostDevice.Pci(
                                                        "0000:5e:02.3", true, Role.INTERFACE),
                                                new HostDevice.Pci(
                                                        "0000:e1:00.0", true, Role.DISK)),
                                        true))
                .isZero();
    }

    private long count(boolean isHere, String... addresses) {
        return new GpuCount(facts, FileTree.at(sys))
                .of(Stream.of(addresses).map(GpuCountTest::pci).toList(), isHere);
    }

    private static HostDevice pci(String address) {
        return new HostDevice.Pci(address, true, Role.ANY);
    }

    private void device(String address, String pciClass) throws IOException {
        var folder = Files.createDirectories(sys.resolve("bus/pci/devices").resolve(address));
        Files.writeString(folder.resolve("class"), pciClass + "\n");
    }
}
