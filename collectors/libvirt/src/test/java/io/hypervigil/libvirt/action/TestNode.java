package io.hypervigil.libvirt.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host of libvirt's test driver, in a file: each connection has one of its own. */
final class TestNode {

    static final String ODD_NAME = "odd <&\"' ü 漢 { } , = name";
    static final String UUID_LIKE_NAME = "00000000-0000-4000-8000-000000000001";

    private static final String XML =
            """
            <node>
              <domain type='test'><name>test</name>
                <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>
                <memory>8388608</memory><currentMemory>2097152</currentMemory>
                <vcpu current='2'>4</vcpu><os><type>hvm</type></os></domain>
              <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                <name>idle</name><uuid>11111111-f6a4-8304-79aa-97f2502e193f</uuid>
                <test:runstate>5</test:runstate>
                <metadata>
                  <hv:instance xmlns:hv='https://hypervigil.io/domain/1'>
                    <hv:owner>research</hv:owner></hv:instance></metadata>
                <memory>1048576</memory><vcpu>2</vcpu><os><type>hvm</type></os>
                <devices>
                  <disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
                    <source file='/disks/idle.qcow2'/><target dev='vda' bus='virtio'/></disk>
                  <interface type='bridge'><mac address='52:54:00:00:00:01'/>
                    <source bridge='br0'/><model type='virtio'/></interface>
                  <hostdev mode='subsystem' type='pci' managed='yes'><source>
                    <address domain='0' bus='0x3b' slot='0' function='0'/></source></hostdev>
                </devices></domain>
              <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                <name>00000000-0000-4000-8000-000000000001</name>
                <test:runstate>5</test:runstate>
                <memory>1048576</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>
              <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                <name>odd &lt;&amp;&quot;&apos; ü 漢 { } , = name</name>
                <test:runstate>5</test:runstate>
                <memory>1048576</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>
              <pool type='dir'><name>disks</name><target><path>/test-pool</path></target>
                <volume type='file'><name>data</name><capacity unit='GiB'>3</capacity>
                  <target><path>/test-pool/data</path><format type='qcow2'/></target></volume>
              </pool>
            </node>
            """;

    private TestNode() {}

    /** The URI of such a host. */
    static String uri(Path folder) {
        try {
            return "test://" + Files.writeString(folder.resolve("node.xml"), XML);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
