package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A domain whose description is not taken has all the same what libvirt tells without it. */
@Timeout(60)
final class UndescribedDomainTest {

    private static final int MORE_THAN_ARE_READ = 65_536;

    @TempDir Path folder;

    @Test
    void a_running_domain_with_too_many_elements_has_its_usage() throws Exception {
        Files.createDirectories(folder.resolve("proc/net"));
        Files.writeString(folder.resolve("proc/net/dev"), "head\nhead\n");
        var nodes = folder.resolve("nodes.xml");
        Files.writeString(
                nodes,
                "<node>"
                        + domain("plain", "")
                        + domain("odd", "<a/>".repeat(MORE_THAN_ARE_READ))
                        + "</node>");
        try (var harness =
                CollectorHarness.open(
                        new LibvirtCollector(),
                        folder,
                        TestSettings.of("test://" + nodes),
                        _ -> true)) {
            var page =
                    Eventually.get(
                            Duration.ofSeconds(20),
                            () -> {
                                var found = harness.exposition();
                                assertThat(samples(found, "sample_timestamp_seconds")).hasSize(6);
                                return found;
                            });

            assertThat(samples(page, "info_memory_usage_bytes"))
                    .containsExactly("{domain=\"odd\"} 67108864", "{domain=\"plain\"} 67108864");
            assertThat(samples(page, "info")).singleElement().asString().contains("\"plain\"");
        }
    }

    private static String domain(String name, String metadata) {
        return """
        <domain type='test'><name>%s</name><memory unit='MiB'>64</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <metadata><t:all xmlns:t='https://example.org/1'>%s</t:all></metadata></domain>
        """
                .replaceFirst("%s", name)
                .replaceFirst("%s", metadata);
    }

    /** Those of a family of domains, without its name. */
    private static List<String> samples(String page, String family) {
        var start = "libvirt_domain_" + family;
        return Stream.of(page.split("\n", -1))
                .filter(line -> line.startsWith(start + "{"))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
