package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FixtureContext;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DomainWritersTest {

    private static final KnownDomain TRAIN = Domains.of("kvm-gpu");

    @TempDir Path folder;

    @Test
    void domains_of_this_host_hold_its_devices() {
        var context = context();

        write(context, true);

        assertThat(context.facts().facts(Fact.Claim.class))
                .extracting(claim -> claim.owner().name())
                .isNotEmpty()
                .containsOnly("train");
    }

    @Test
    void domains_of_another_host_hold_nothing_of_this_one() {
        var context = context();

        var missing = write(context, false);

        assertThat(context.facts().facts(Fact.Claim.class)).isEmpty();
        assertThat(missing)
                .containsExactly(
                        "libvirt_domain_gpu_info: the domains run on another host, whose GPUs are"
                                + " not known");
    }

    private FixtureContext context() {
        return new FixtureContext(folder, TestSettings.of(), InstantSource.system()) {
            @Override
            public Running start(Probe probe) {
                throw new AssertionError("nothing is sampled here: " + probe.name());
            }
        };
    }

    private static List<String> write(FixtureContext context, boolean isHere) {
        var writers = new DomainWriters(context, isHere, "libvirt.domains", MetadataLabels.NONE);
        var book = new SampleBook(new SeriesTable(), 10_000);
        book.begin();
        writers.write(List.of(TRAIN), new ConnectionSink(Optional.empty()).to(book));
        var missing = book.missing().stream().map(each -> each.what() + ": " + each.why()).toList();
        book.finish();
        return missing;
    }
}
