package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DomainGpusTest {

    private static final KnownDomain TRAIN = Domains.of("kvm-gpu");
    private static final Owner OWNER =
            new Owner(OwnerType.VM, "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "train");
    private static final String MDEV = "4b20d080-1b54-4048-85b3-a6a62d165c01";

    @TempDir Path sys;

    private final FactBoard facts = new FactBoard();

    @Test
    void a_gpu_has_its_uuid_where_a_driver_of_the_host_has_it_and_else_its_address()
            throws IOException {
        facts.publish(
                "nvml",
                List.of(
                        gpu("GPU-1", "0000:af:00.0"),
                        new Fact.Gpu(Optional.empty(), OptionalInt.empty(), "0000:af:00.0"),
                        new Fact.Gpu(Optional.empty(), OptionalInt.empty(), "0000:3b:00.0"),
                        gpu("GPU-2", "0000:c1:00.0")));
        link("bus/pci/devices/0000:af:00.4/physfn", "../0000:af:00.0");
        mediated("devices/pci0000:c0/0000:c1:00.0/" + MDEV);

        assertThat(lines())
                .isEqualTo(
                        """
                        libvirt_domain_gpu_info{domain="train",uuid="1b4e28ba-2fa1-11d2-883f-0016d3cca427",pci="0000:3b:00.0",gpu="0000:3b:00.0"} 1
                        libvirt_domain_gpu_info{domain="train",uuid="1b4e28ba-2fa1-11d2-883f-0016d3cca427",pci="0000:af:00.4",gpu="GPU-1"} 1
                        libvirt_domain_gpu_info{domain="train",uuid="1b4e28ba-2fa1-11d2-883f-0016d3cca427",pci="0000:c1:00.0",gpu="GPU-2"} 1
                        """);
    }

    @Test
    void a_mediated_device_of_a_virtual_function_is_a_part_of_the_physical_one()
            throws IOException {
        facts.publish("nvml", List.of(gpu("GPU-2", "0000:c1:00.0")));
        mediated("devices/pci0000:c0/0000:c1:00.4/" + MDEV);
        link("bus/pci/devices/0000:c1:00.4/physfn", "../0000:c1:00.0");

        assertThat(lines()).contains("pci=\"0000:c1:00.4\",gpu=\"GPU-2\"");
    }

    @Test
    void without_a_collector_of_gpus_the_class_of_a_device_tells() throws IOException {
        write("bus/pci/devices/0000:3b:00.0/class", "0x030200\n");
        write("bus/pci/devices/0000:af:00.4/class", "0x020000\n");

        assertThat(lines())
                .isEqualTo(
                        """
                        libvirt_domain_gpu_info{domain="train",uuid="1b4e28ba-2fa1-11d2-883f-0016d3cca427",pci="0000:3b:00.0",gpu="0000:3b:00.0"} 1
                        """);
    }

    @Test
    void a_device_that_is_no_gpu_is_passed_over() {
        facts.publish("nvml", List.of(gpu("GPU-9", "0000:01:00.0")));

        assertThat(lines()).isEqualTo("\n");
    }

    @Test
    void a_uuid_is_no_path() throws IOException {
        facts.publish("nvml", List.of(gpu("GPU-2", "0000:c1:00.0")));
        Files.createDirectories(sys.resolve("bus/mdev/devices"));
        Files.createDirectories(sys.resolve("0000:c1:00.0/x"));
        var odd =
                Domains.ofXml(
                        """
                        <domain id='1'><name>x</name><devices><hostdev type='mdev'>
                        <source><address uuid='../../../0000:c1:00.0/x'/></source>
                        </hostdev></devices></domain>
                        """);

        assertThat(written(odd)).isEmpty();
    }

    @Test
    void who_runs_may_use_its_devices_and_does() {
        assertThat(DomainGpus.claims(List.of(TRAIN)))
                .containsExactly(
                        claim(new Device.Pci("0000:3b:00.0"), Basis.CONFIGURED),
                        claim(new Device.Pci("0000:3b:00.0"), Basis.RUNNING),
                        claim(new Device.Pci("0000:af:00.4"), Basis.CONFIGURED),
                        claim(new Device.Pci("0000:af:00.4"), Basis.RUNNING),
                        claim(new Device.Mediated(MDEV), Basis.CONFIGURED),
                        claim(new Device.Mediated(MDEV), Basis.RUNNING),
                        claim(new Device.Pci("10000:e1:00.0"), Basis.CONFIGURED),
                        claim(new Device.Pci("10000:e1:00.0"), Basis.RUNNING));
    }

    @Test
    void who_does_not_run_may_use_what_nobody_has_now() {
        var other =
                Domains.ofXml(
                        """
                        <domain><name>next</name><uuid>u2</uuid><devices>
                        <hostdev type='pci'><source>
                        <address bus='0x3b' slot='0' function='0'/></source></hostdev>
                        <hostdev type='pci'><source>
                        <address bus='0x3c' slot='0' function='0'/></source></hostdev>
                        </devices></domain>
                        """);

        assertThat(DomainGpus.claims(List.of(other, TRAIN)))
                .filteredOn(claim -> claim.owner().name().equals("next"))
                .containsExactly(
                        new Claim(
                                new Owner(OwnerType.VM, "u2", "next"),
                                new Device.Pci("0000:3c:00.0"),
                                Basis.CONFIGURED,
                                OptionalDouble.empty()));
        assertThat(DomainGpus.claims(List.of(Domains.shutOff(TRAIN), other)))
                .extracting(Claim::basis)
                .containsOnly(Basis.CONFIGURED)
                .hasSize(6);
    }

    private static Claim claim(Device device, Basis basis) {
        return new Claim(OWNER, device, basis, OptionalDouble.empty());
    }

    private static Fact.Gpu gpu(String uuid, String address) {
        return new Fact.Gpu(Optional.of(uuid), OptionalInt.of(0), address);
    }

    private String lines() {
        return written(TRAIN)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String written(KnownDomain domain) {
        return Domains.written(
                sink -> DomainGpus.write(List.of(domain), facts, FileTree.at(sys), sink));
    }

    private void mediated(String folder) throws IOException {
        Files.createDirectories(sys.resolve(folder));
        link("bus/mdev/devices/" + MDEV, "../../../" + folder);
    }

    private void link(String path, String target) throws IOException {
        Files.createDirectories(sys.resolve(path).getParent());
        Files.createSymbolicLink(sys.resolve(path), Path.of(target));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(sys.resolve(path).getParent());
        Files.writeString(sys.resolve(path), text);
    }
}
