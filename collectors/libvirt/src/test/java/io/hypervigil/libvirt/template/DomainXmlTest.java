package io.hypervigil.libvirt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.Instance;
import io.hypervigil.libvirt.description.MetadataLabels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DomainXmlTest {

    @Test
    void a_machine_with_everything_is_written_out() {
        var ports = "    <controller type=\"pci\" index=\"N\" model=\"pcie-root-port\"/>\n";
        var allPorts = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            allPorts.append(ports.replace("N", Integer.toString(i)));
        }
        assertThat(Plans.gpuMachine().xml())
                .isEqualTo(
                        """
                        <domain type="kvm">
                          <name>train-7</name>
                          <uuid>6b1f0d9e-3c1e-4a53-9d54-2f6f0f3f8a01</uuid>
                          <metadata>
                            <hv:instance xmlns:hv="https://hypervigil.io/domain/1">
                              <hv:owner>R&amp;D &lt;"'&gt;</hv:owner>
                              <hv:template>gpu</hv:template>
                            </hv:instance>
                          </metadata>
                          <memory unit="KiB">16777216</memory>
                          <currentMemory unit="KiB">16777216</currentMemory>
                          <vcpu placement="static" current="6">8</vcpu>
                          <os firmware="efi">
                            <type arch="x86_64" machine="q35">hvm</type>
                          </os>
                          <features>
                            <acpi/>
                            <apic/>
                          </features>
                          <cpu mode="host-passthrough" check="none"/>
                          <clock offset="utc"/>
                          <on_crash>destroy</on_crash>
                          <devices>
                            <disk type="file" device="disk">
                              <driver name="qemu" type="qcow2" discard="unmap"/>
                              <source file="/d/train-7.qcow2"/>
                              <target dev="vda" bus="virtio"/>
                              <boot order="1"/>
                            </disk>
                            <disk type="block" device="disk">
                              <driver name="qemu" type="raw" discard="unmap"/>
                              <source dev="/dev/vg/data"/>
                              <target dev="sda" bus="scsi"/>
                              <boot order="2"/>
                            </disk>
                            <disk type="file" device="cdrom">
                              <driver name="qemu" type="raw"/>
                              <source file="/d/train-7.iso"/>
                              <target dev="sdb" bus="sata"/>
                              <readonly/>
                            </disk>
                            <controller type="scsi" index="0" model="virtio-scsi"/>
                            <controller type="pci" index="0" model="pcie-root"/>
                        PORTS    <interface type="bridge">
                              <mac address="52:54:00:ab:cd:ef"/>
                              <source bridge="br0"/>
                              <model type="virtio"/>
                            </interface>
                            <hostdev mode="subsystem" type="pci" managed="yes">
                              <source>
                                <address domain="0x0000" bus="0x65" slot="0x00" function="0x0"/>
                              </source>
                            </hostdev>
                            <hostdev mode="subsystem" type="mdev" model="vfio-pci">
                              <source>
                                <address uuid="4b20d080-1b54-4048-85b3-a6a62d165c01"/>
                              </source>
                            </hostdev>
                            <serial type="pty">
                              <log file="/l/train-7.log" append="on"/>
                              <target port="0"/>
                            </serial>
                            <console type="pty">
                              <target type="serial" port="0"/>
                            </console>
                            <channel type="unix">
                              <target type="virtio" name="org.qemu.guest_agent.0"/>
                            </channel>
                            <rng model="virtio">
                              <backend model="random">/dev/urandom</backend>
                            </rng>
                            <memballoon model="virtio">
                              <stats period="10"/>
                            </memballoon>
                          </devices>
                        </domain>
                        """
                                .replace("PORTS", allPorts.toString()));
    }

    @Test
    void what_is_written_is_read_back() throws Exception {
        var description = DomainDescription.parse(Plans.gpuMachine().xml(), MetadataLabels.NONE);

        assertThat(description.metadata().instance())
                .contains(new Instance(Optional.of("R&D <\"'>"), Optional.of("gpu")));
        assertThat(description.uuid()).contains(Plans.ONE.toString());
        assertThat(description.disks()).hasSize(3);
        assertThat(description.hostDevices()).hasSize(2);
        assertThat(description.balloonPeriodSeconds()).hasValue(10);
    }

    @Test
    void what_is_not_wanted_is_not_there() {
        var devices =
                new Devices(
                        List.of(),
                        Optional.empty(),
                        List.of(new NetworkCard(new NetworkLink.User(), Optional.empty())),
                        List.of(),
                        Optional.empty(),
                        false,
                        false,
                        Duration.ZERO,
                        0);
        var xml = Plans.plan(Plans.small("pc"), devices).xml();

        assertThat(xml.substring(xml.indexOf("  <clock")))
                .isEqualTo(
                        """
                          <clock offset="utc"/>
                          <on_crash>destroy</on_crash>
                          <devices>
                            <interface type="user">
                              <model type="virtio"/>
                            </interface>
                            <serial type="pty">
                              <target port="0"/>
                            </serial>
                            <console type="pty">
                              <target type="serial" port="0"/>
                            </console>
                            <memballoon model="virtio"/>
                          </devices>
                        </domain>
                        """
                                .indent(2)
                                .replaceAll("(?m)^  ", ""));
    }

    @Test
    void names_paths_and_addresses_that_are_none_are_refused() {
        var none = Plans.devices(List.of(), Optional.empty(), Optional.empty());
        for (String name : List.of("", "a/b", "../a", "-a", "a b", "a\n", "ä", "a".repeat(64))) {
            assertThatThrownBy(
                            () ->
                                    new DomainPlan(
                                            name,
                                            Plans.ONE,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Plans.small("q35"),
                                            none))
                    .hasMessageStartingWith("name: ");
        }
        for (String path : List.of("a", "/a/../b", "/a\nb")) {
            assertThatThrownBy(
                            () ->
                                    Plans.devices(
                                            List.of(),
                                            Optional.of(Path.of(path)),
                                            Optional.empty()))
                    .hasMessageStartingWith("seed: ");
        }
        for (String gpu : List.of("", "65:00", "0000:65:00.8", "0000:65:20.0", "0000:65:00.0 ;")) {
            assertThatThrownBy(() -> PassedGpu.parse(gpu)).hasMessageStartingWith("gpu: ");
        }
        for (String mac : List.of("", "52:54:00:12:34", "01:00:5e:00:00:01", "00:00:00:00:00:00")) {
            assertThatThrownBy(() -> new MacAddress(mac)).hasMessageStartingWith("mac: ");
        }
        for (String link : List.of("", "bridge:", "bridge:a/b", "network:a/b", "tap:x")) {
            assertThatThrownBy(() -> NetworkLink.parse(link)).hasMessageStartingWith("network: ");
        }
    }

    @Test
    void gpus_are_one_whatever_way_their_address_is_written() {
        assertThat(PassedGpu.parse("65:00.0").text()).isEqualTo("0000:65:00.0");
        assertThat(PassedGpu.parse("00000000:65:00.0")).isEqualTo(PassedGpu.parse("0000:65:00.0"));
        assertThat(PassedGpu.parse("00010000:AB:1f.7").text()).isEqualTo("10000:ab:1f.7");
    }

    @Test
    void owners_that_xml_cannot_hold_are_refused() {
        for (String owner : List.of("", "a\0", "a\u0085", "\ud800", "\uffff", "a".repeat(129))) {
            assertThatThrownBy(() -> PlainText.check("owner", owner, 128))
                    .hasMessageStartingWith("owner: ");
        }
    }

    @Test
    void machines_that_are_none_are_refused() {
        assertThatThrownBy(
                        () ->
                                new Machine(
                                        Hypervisor.KVM,
                                        "x86_64",
                                        "q35",
                                        Firmware.BIOS,
                                        0,
                                        4,
                                        1 << 30,
                                        1 << 30))
                .hasMessage("vcpus: from 1 to 4 expected");
        assertThatThrownBy(
                        () ->
                                new Machine(
                                        Hypervisor.KVM,
                                        "x86_64",
                                        "q35",
                                        Firmware.BIOS,
                                        1,
                                        1,
                                        1000,
                                        1 << 30))
                .hasMessage("memory_bytes: from 1048576 to 1073741824 bytes expected");
    }
}
