package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LinkReadersTest {

    @Test
    void a_copy_that_does_not_run_has_not_the_address_of_its_original() {
        var copy = domain("<domain>", "a-copy");
        var original = domain("<domain id='4'>", "original");

        assertThat(LinkReaders.domainsByAddress(List.of(copy, original)))
                .isEqualTo(Map.of("52:54:00:00:00:0a", "original"));
        assertThat(LinkReaders.domainsByAddress(List.of(copy)))
                .isEqualTo(Map.of("52:54:00:00:00:0a", "a-copy"));
    }

    private static KnownDomain domain(String tag, String name) {
        return Domains.ofXml(
                tag
                        + "<name>"
                        + name
                        + "</name><devices><interface type='network'>"
                        + "<mac address='52:54:00:00:00:0A'/></interface></devices></domain>");
    }
}
