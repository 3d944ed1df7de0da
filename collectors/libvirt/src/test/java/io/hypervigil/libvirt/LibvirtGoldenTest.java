package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** libvirt's own test driver, with all groups on, gives its golden exposition. */
@Timeout(60)
final class LibvirtGoldenTest {

    private static final Path GOLDENS = Path.of("src/test/golden");

    @TempDir Path folder;

    @Test
    void one_connection_has_no_name() throws Exception {
        Golden.assertMatches(GOLDENS.resolve("one.prom"), exposition("test:///default"));
    }

    /** What the test driver makes up of the time of day. */
    private static final String PLAYED =
            "(?m)^(libvirt_domain_(?:info_cpu_time_seconds|block_stats_\\w+)_total\\{.*\\}) \\S+$";

    @Test
    void several_connections_are_told_apart() throws Exception {
        Golden.assertMatches(
                GOLDENS.resolve("several.prom"),
                exposition("east=test:///default", "west=test://" + nodes()));
    }

    @Test
    void promtool_finds_nothing_in_it() throws Exception {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        var page = Files.readString(GOLDENS.resolve("several.prom"));

        assertThat(RealPart.run(folder, page, List.of(promtool, "check", "metrics")).output())
                .isEmpty();
    }

    private String exposition(String... uris) throws Exception {
        Files.createDirectories(folder.resolve("proc/net"));
        Files.writeString(
                folder.resolve("proc/net/dev"),
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                testnet0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0
                """);
        try (var harness =
                CollectorHarness.open(
                        new LibvirtCollector(), folder, TestSettings.of(uris), _ -> true)) {
            Eventually.get(
                    Duration.ofSeconds(20),
                    () ->
                            assertThat(harness.exposition().split("\nlibvirt_up", -1))
                                    .hasSize(uris.length + 1)
                                    .noneMatch(rest -> rest.startsWith(" 0")));
            Eventually.get(
                    Duration.ofSeconds(20),
                    () -> assertThat(harness.exposition()).contains("libvirt_domains"));
            // What the first round found is asked for in the second.
            return harness.exposition()
                    .replace(folder.toString(), "/FOLDER")
                    .replaceAll(PLAYED, "$1 1");
        }
    }

    /** A host with odd names. */
    private Path nodes() throws IOException {
        return Files.writeString(
                folder.resolve("nodes.xml"),
                """
                <node>
                  <cpu><mhz>2600</mhz><model>x86_64</model><active>16</active><nodes>2</nodes>
                    <sockets>1</sockets><cores>4</cores><threads>2</threads></cpu>
                  <memory>67108864</memory>
                  <domain type='test'>
                    <name>a "b" \\ &lt;c&gt; &amp; Ω</name>
                    <uuid>11111111-2222-3333-4444-555555555555</uuid>
                    <memory unit='KiB'>1048576</memory>
                    <vcpu>4</vcpu>
                    <os><type arch='x86_64'>hvm</type></os>
                    <devices>
                      <disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
                        <source file='/var/lib/a.qcow2'/><target dev='vda' bus='virtio'/></disk>
                      <interface type='bridge'><mac address='52:54:00:00:00:01'/>
                        <source bridge='br0'/><target dev='vnet0'/></interface>
                      <hostdev mode='subsystem' type='pci' managed='yes'><source>
                        <address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>
                      </source></hostdev>
                    </devices>
                    <metadata><t:asset xmlns:t='https://example.org/1'><t:team>red</t:team>
                      </t:asset></metadata>
                  </domain>
                </node>
                """);
    }
}
