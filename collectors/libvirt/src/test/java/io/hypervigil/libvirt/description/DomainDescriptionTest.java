package io.hypervigil.libvirt.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hypervigil.libvirt.description.HostDevice.Mediated;
import io.hypervigil.libvirt.description.HostDevice.Pci;
import io.hypervigil.libvirt.description.HostDevice.Role;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DomainDescriptionTest {

    private static final MetadataLabels LABELS =
            MetadataLabels.of(
                    List.of(
                            "team={https://example.org/cmdb/1}asset/team",
                            "asset={https://example.org/cmdb/1}asset@id",
                            "flavor={http://openstack.org/xmlns/libvirt/nova/1.1}instance/flavor@name",
                            "rack={https://example.org/cmdb/1}asset/rack"));

    @Test
    void a_running_guest_of_qemu_with_every_kind_of_character_in_its_name() throws Exception {
        assertThat(parsed("qemu-live"))
                .isEqualTo(
                        new DomainDescription(
                                "odd <&\"' ü 漢 { } , = name",
                                Optional.of("b1dbdb13-3918-4945-90a8-09303847a947"),
                                Optional.of("A title & \"more\""),
                                "qemu",
                                new OperatingSystem(
                                        Optional.of("hvm"),
                                        Optional.of("x86_64"),
                                        Optional.of("pc-q35-7.2"),
                                        Optional.empty()),
                                new Vcpus(1, 2),
                                new Memory(
                                        OptionalLong.of(33_554_432),
                                        OptionalLong.of(33_554_432),
                                        OptionalLong.empty()),
                                Optional.of("custom"),
                                Optional.of("/usr/bin/qemu-system-x86_64"),
                                List.of(
                                        new Disk(
                                                "vda",
                                                "file",
                                                "disk",
                                                Optional.of("/srv/vm/over.qcow2"),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("qemu"),
                                                Optional.of("qcow2"),
                                                Optional.of("none"),
                                                Optional.of("unmap"),
                                                Optional.of("virtio"),
                                                Optional.of("SER-1"),
                                                false,
                                                false,
                                                new DiskLimits(
                                                        new TreeMap<>(
                                                                Map.of(
                                                                        "read_bytes_sec",
                                                                        1_048_576L,
                                                                        "write_bytes_sec",
                                                                        524_288L,
                                                                        "total_iops_sec",
                                                                        100L,
                                                                        "total_iops_sec_max",
                                                                        200L,
                                                                        "total_iops_sec_max_length",
                                                                        10L,
                                                                        "size_iops_sec",
                                                                        4096L)),
                                                        Optional.of("gold"))),
                                        new Disk(
                                                "vdb",
                                                "file",
                                                "disk",
                                                Optional.of("/srv/vm/raw.img"),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("qemu"),
                                                Optional.of("raw"),
                                                Optional.of("none"),
                                                Optional.empty(),
                                                Optional.of("virtio"),
                                                Optional.empty(),
                                                false,
                                                true,
                                                DiskLimits.NONE),
                                        cdrom("sda", Optional.of("raw"), "/srv/vm/cd.iso"),
                                        cdrom("sdb", Optional.empty(), null)),
                                List.of(
                                        nic("user", null, "52:54:00:aa:bb:01", true),
                                        nic("ethernet", "hvtapx0", "52:54:00:aa:bb:02", false)),
                                List.of(),
                                List.of(
                                        new Graphics(
                                                "vnc",
                                                OptionalInt.of(5900),
                                                OptionalInt.empty(),
                                                Optional.of("127.0.0.1"),
                                                Optional.empty())),
                                List.of(
                                        new Channel(
                                                "unix",
                                                Optional.of("org.qemu.guest_agent.0"),
                                                Optional.of("disconnected"))),
                                OptionalInt.of(10),
                                2,
                                Optional.empty(),
                                new Metadata(
                                        Optional.of(
                                                new OpenStack(
                                                        Optional.of("web <1>"),
                                                        Optional.of(
                                                                Instant.parse(
                                                                        "2024-02-29T23:59:59Z")),
                                                        Optional.of("m1.small"),
                                                        Optional.empty(),
                                                        new FlavorSize(
                                                                OptionalLong.of(2),
                                                                OptionalLong.of(2L << 30),
                                                                OptionalLong.of(20L << 30),
                                                                OptionalLong.of(5L << 30),
                                                                OptionalLong.of(0)),
                                                        Optional.of("alice"),
                                                        Optional.of(
                                                                "2f0d1b6e9d2c4a6c8f3e5d7a9b1c3e5f"),
                                                        Optional.of("shop"),
                                                        Optional.of(
                                                                "8a1b2c3d4e5f60718293a4b5c6d7e8f9"),
                                                        Optional.of(
                                                                new OpenStack.Root(
                                                                        "image",
                                                                        "155d900f-4e14-4e4c-a73d-069cbf4541e6")))),
                                        Optional.empty(),
                                        Optional.of(
                                                new Instance(
                                                        Optional.of("research"),
                                                        Optional.of("debian-12"))),
                                        new TreeMap<>(
                                                Map.of(
                                                        "team", "blue",
                                                        "asset", "4711",
                                                        "flavor", "m1.small")))));
    }

    @Test
    void the_same_guest_while_it_does_not_run() throws Exception {
        var live = parsed("qemu-live");
        var inactive = parsed("qemu-inactive");

        assertThat(inactive.name()).isEqualTo(live.name());
        assertThat(inactive.graphics())
                .containsExactly(
                        new Graphics(
                                "vnc",
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.of("127.0.0.1"),
                                Optional.empty()));
        assertThat(inactive.guestAgent().orElseThrow().state()).isEmpty();
        assertThat(inactive.memory().currentBytes()).hasValue(24L << 20);
        assertThat(inactive.metadata()).isEqualTo(live.metadata());
    }

    @Test
    void a_guest_of_openstack_on_kvm() throws Exception {
        var domain = parsed("kvm-openstack");

        assertThat(domain.uuid()).hasValue("629b29b9-b0fb-4766-b27d-f4a686d5cbda");
        assertThat(domain.vcpus()).isEqualTo(new Vcpus(4, 8));
        assertThat(domain.memory().hotplugBytes()).hasValue(32L << 30);
        assertThat(domain.os().firmware()).hasValue("efi");
        assertThat(domain.disks())
                .extracting(Disk::target, Disk::type, Disk::device, disk -> disk.source().get())
                .containsExactly(
                        tuple("vda", "network", "disk", "volumes/volume-5c0e6b1e"),
                        tuple("sda", "block", "lun", "/dev/mapper/mpatha"),
                        tuple("vdb", "volume", "disk", "data.qcow2"));
        assertThat(domain.disks().getFirst().protocol()).hasValue("rbd");
        assertThat(domain.disks().getLast().pool()).hasValue("default");
        assertThat(domain.interfaces().getFirst())
                .isEqualTo(
                        new NetworkInterface(
                                "bridge",
                                Optional.of("tap0a1b2c3d-4e"),
                                Optional.of("br-int"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("fa:16:3e:6e:89:ce"),
                                Optional.of("virtio"),
                                OptionalInt.of(1442),
                                Optional.of("openvswitch"),
                                Optional.of("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
                                true));
        assertThat(domain.interfaces().get(1).hostDevice()).hasValue("eno1");
        assertThat(domain.interfaces()).extracting(NetworkInterface::type).endsWith("vhostuser");
        assertThat(domain.hostDevices())
                .containsExactly(new Pci("0000:5e:02.3", true, Role.INTERFACE));
        assertThat(domain.graphics().getLast())
                .isEqualTo(
                        new Graphics(
                                "spice",
                                OptionalInt.of(5904),
                                OptionalInt.of(5905),
                                Optional.empty(),
                                Optional.of("/run/spice.sock")));
        assertThat(domain.metadata().openStack().orElseThrow().projectName()).hasValue("billing");
        assertThat(domain.metadata().labels()).isEmpty();
    }

    @Test
    void devices_of_the_host_are_known_by_their_addresses() throws Exception {
        var domain = parsed("kvm-gpu");

        assertThat(domain.hostDevices())
                .containsExactly(
                        new Pci("0000:3b:00.0", true, Role.ANY),
                        new Pci("0000:af:00.4", false, Role.ANY),
                        new Mediated(
                                "4b20d080-1b54-4048-85b3-a6a62d165c01", Optional.of("vfio-pci")),
                        new Pci("10000:e1:00.0", true, Role.DISK));
        assertThat(domain.disks().getFirst().source()).hasValue("10000:e1:00.0");
        assertThat(domain.launchSecurity()).hasValue("sev-snp");
        assertThat(domain.os().firmware()).hasValue("efi");
        assertThat(domain.cpuMode()).hasValue("host-model");
        assertThat(domain.memory())
                .isEqualTo(
                        new Memory(
                                OptionalLong.of(64L << 30),
                                OptionalLong.of(64L << 30),
                                OptionalLong.empty()));
        assertThat(domain.balloonPeriodSeconds()).isEmpty();
    }

    @Test
    void a_guest_of_kubevirt_is_known_by_namespace_name_and_uid() throws Exception {
        var domain = parsed("kubevirt");

        assertThat(domain.metadata().kubeVirt())
                .hasValue(
                        new KubeVirt(
                                "shop-prod",
                                "web-0",
                                Optional.of("3cbb32a1-f11c-4065-99e6-62ce670bff12")));
        assertThat(domain.guestAgent().orElseThrow().isConnected()).isTrue();
    }

    @Test
    void other_drivers_say_less() throws Exception {
        assertThat(parsed("test-driver"))
                .isEqualTo(
                        new DomainDescription(
                                "test",
                                Optional.of("6695eb01-f6a4-8304-79aa-97f2502e193f"),
                                Optional.empty(),
                                "test",
                                new OperatingSystem(
                                        Optional.of("hvm"),
                                        Optional.of("i686"),
                                        Optional.empty(),
                                        Optional.empty()),
                                new Vcpus(2, 2),
                                new Memory(
                                        OptionalLong.of(8L << 30),
                                        OptionalLong.of(2L << 30),
                                        OptionalLong.empty()),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(
                                        new Disk(
                                                "vda",
                                                "file",
                                                "disk",
                                                Optional.of("/guest/diskimage1"),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("virtio"),
                                                Optional.empty(),
                                                false,
                                                false,
                                                DiskLimits.NONE)),
                                List.of(
                                        new NetworkInterface(
                                                "network",
                                                Optional.of("testnet0"),
                                                Optional.empty(),
                                                Optional.of("default"),
                                                Optional.empty(),
                                                Optional.of("aa:bb:cc:dd:ee:ff"),
                                                Optional.empty(),
                                                OptionalInt.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                true)),
                                List.of(),
                                List.of(),
                                List.of(),
                                OptionalInt.empty(),
                                0,
                                Optional.empty(),
                                Metadata.NONE));
        assertThat(parsed("lxc").interfaces().getFirst().bridge()).hasValue("virbr0");
        assertThat(parsed("lxc").isQemu()).isFalse();
        assertThat(parsed("xen").os().firmware()).hasValue("bios");
        assertThat(parsed("xen").disks().getFirst().driver()).hasValue("phy");
        assertThat(parsed("qemu-live").isQemu()).isTrue();
    }

    @Test
    void blanks_at_the_ends_of_a_name_are_a_part_of_it() throws Exception {
        assertThat(parse("<domain><name> lead\t</name></domain>").name()).isEqualTo(" lead\t");
    }

    @Test
    void a_name_is_all_that_must_be_there() throws Exception {
        var least = parse("<domain><name>x</name></domain>");

        assertThat(least.uuid()).isEmpty();
        assertThat(least.vcpus()).isEqualTo(new Vcpus(1, 1));
        assertThat(least.memory().bytes()).isEmpty();
        assertThatThrownBy(() -> parse("<domain><uuid>1</uuid></domain>"))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessage("a domain without a name");
    }

    @Test
    void what_nobody_can_read_is_taken_as_not_said() throws Exception {
        var domain =
                parse(
                        """
                        <domain>
                          <name>x</name><vcpu current='9'>4</vcpu><iothreads>many</iothreads>
                          <memory unit='PiB'>1</memory>
                          <currentMemory unit='TiB'>99999999999</currentMemory>
                          <metadata>
                            <i:instance xmlns:i='http://openstack.org/xmlns/libvirt/nova/9.9'>
                              <i:creationTime>yesterday</i:creationTime>
                              <i:flavor name='f' id='1'><i:memory>9223372036854775807</i:memory>
                              </i:flavor>
                            </i:instance>
                            <kubevirt xmlns='http://kubevirt.io'/>
                          </metadata>
                          <devices>
                            <disk/><interface/><graphics port='-1'/><channel/>
                            <hostdev type='mdev'/>
                            <memballoon><stats period='0'/></memballoon>
                          </devices>
                        </domain>
                        """);

        assertThat(domain.vcpus()).isEqualTo(new Vcpus(4, 4));
        assertThat(domain.ioThreads()).isZero();
        assertThat(domain.memory().bytes()).isEmpty();
        assertThat(domain.memory().currentBytes()).isEmpty();
        assertThat(domain.balloonPeriodSeconds()).isEmpty();
        assertThat(domain.hostDevices()).isEmpty();
        assertThat(domain.metadata().kubeVirt()).isEmpty();
        var openStack = domain.metadata().openStack().orElseThrow();
        assertThat(openStack.created()).isEmpty();
        assertThat(openStack.flavorId()).hasValue("1");
        assertThat(openStack.size().memoryBytes()).isEmpty();
    }

    @Property(tries = 500)
    void a_changed_description_is_read_or_refused(@ForAll("changed") String xml) {
        try {
            assertThat(parse(xml).name()).isNotEmpty();
        } catch (MalformedXmlException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> changed() throws IOException {
        var whole = text("qemu-live");
        var spots = Arbitraries.integers().between(0, whole.length() - 1);
        var texts =
                Arbitraries.of(
                        "",
                        "'",
                        "<",
                        ">",
                        "0x",
                        "-",
                        "99999999999999999999",
                        "\u0000",
                        "&",
                        "é",
                        "' x='",
                        "<a>",
                        "</a>",
                        "<name/>");
        return Combinators.combine(spots, spots, texts)
                .as(
                        (spot, other, put) ->
                                whole.substring(0, spot)
                                        + put
                                        + whole.substring(
                                                Math.min(
                                                        whole.length(),
                                                        spot + Math.floorMod(other, 20))));
    }

    private static Disk cdrom(String target, Optional<String> format, @Nullable String file) {
        return new Disk(
                target,
                "file",
                "cdrom",
                Optional.ofNullable(file),
                Optional.empty(),
                Optional.empty(),
                Optional.of("qemu"),
                format,
                Optional.empty(),
                Optional.empty(),
                Optional.of("sata"),
                Optional.empty(),
                true,
                false,
                DiskLimits.NONE);
    }

    private static NetworkInterface nic(
            String type, @Nullable String target, String mac, boolean isLinkUp) {
        return new NetworkInterface(
                type,
                Optional.ofNullable(target),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(mac),
                Optional.of("virtio"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                isLinkUp);
    }

    private static DomainDescription parsed(String fixture) throws Exception {
        return parse(text(fixture));
    }

    private static DomainDescription parse(String xml) throws MalformedXmlException {
        return DomainDescription.parse(xml, LABELS);
    }

    private static String text(String fixture) throws IOException {
        return Files.readString(Path.of("src/test/fixtures/xml", fixture + ".xml"));
    }
}
