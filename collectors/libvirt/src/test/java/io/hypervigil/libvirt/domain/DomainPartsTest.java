package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.SampleSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written of domains whose descriptions are known, and nothing else. */
final class DomainPartsTest {

    private static final List<DomainPart> PARTS =
            List.of(
                    DomainInfo.PART,
                    BlockInfo.PART,
                    InterfaceInfo.PART,
                    OpenStackInfo.PART,
                    MetadataInfo.part(Domains.LABELS));

    @Test
    void a_host_of_every_kind_of_domain() throws Exception {
        var domains =
                Stream.of(
                                "qemu-live",
                                "test-driver",
                                "kvm-openstack",
                                "kvm-gpu",
                                "kubevirt",
                                "lxc",
                                "xen")
                        .map(Domains::of)
                        .toList();

        Golden.assertMatches(
                Path.of("src/test/golden/description.prom"),
                Domains.written(sink -> write(domains, sink)));
    }

    @Test
    void a_domain_that_does_not_run_has_no_devices_and_no_agent() throws Exception {
        Golden.assertMatches(
                Path.of("src/test/golden/description-inactive.prom"),
                Domains.written(
                        Optional.of("east"),
                        sink -> write(List.of(Domains.of("qemu-inactive")), sink)));
    }

    @Test
    void every_family_is_well_named_and_declared_with_an_open_end() {
        var families =
                Stream.of(
                                PARTS.stream().flatMap(part -> part.families().stream()),
                                Overcommit.FAMILIES.stream(),
                                DomainGpus.FAMILIES.stream())
                        .flatMap(found -> found)
                        .toList();

        assertThat(families).allMatch(VirtFamily::isOpen);
        assertThat(families)
                .extracting(family -> family.withLabels(List.of("connection")).flaw())
                .containsOnlyNulls();
        assertThat(families).extracting(Family::name).doesNotHaveDuplicates();
    }

    private static void write(List<KnownDomain> domains, SampleSink sink) {
        for (DomainPart part : PARTS) {
            domains.forEach(domain -> part.writer().write(domain, sink));
        }
    }
}
