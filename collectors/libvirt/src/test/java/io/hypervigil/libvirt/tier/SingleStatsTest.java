package io.hypervigil.libvirt.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.jna.DomainFilter;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On libvirt's test driver, which has bulk statistics of states alone. */
final class SingleStatsTest {

    private static final Set<StatsGroup> USAGE =
            EnumSet.of(StatsGroup.STATE, StatsGroup.CPU_TOTAL, StatsGroup.BALLOON, StatsGroup.VCPU);

    @SuppressWarnings("NullAway.Init")
    private VirtConnection connection;

    @SuppressWarnings("NullAway.Init")
    private DomainDescription description;

    @SuppressWarnings("NullAway.Init")
    private String uuid;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        connection = VirtConnection.open("test:///default", true);
        var domains = connection.domains(Set.of(DomainFilter.ACTIVE));
        uuid = domains.getFirst().uuid();
        description = DomainDescription.parse(domains.getFirst().xml(), MetadataLabels.NONE);
        domains.forEach(VirtDomain::close);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void what_the_bulk_lacks_is_asked_of_each_domain_and_the_rest_is_said_to_be_missing()
            throws Exception {
        var singles = new SingleStats(_ -> Optional.of(description));

        var values = asked(singles, USAGE);

        assertThat(values.names())
                .containsExactlyInAnyOrder(
                        "state.state",
                        "state.reason",
                        "cpu.time",
                        "balloon.current",
                        "balloon.maximum",
                        "vcpu.current");
        assertThat(values.whole("balloon.current")).hasValue(2_097_152);
        assertThat(values.whole("balloon.maximum")).hasValue(8_388_608);
        assertThat(values.whole("vcpu.current")).hasValue(2);
        var reason = "the driver has no bulk statistics of them";
        assertThat(singles.missing(USAGE))
                .isEqualTo(
                        Map.of(
                                "CPU time by mode", reason,
                                "memory as guests see it", reason,
                                "what each vCPU does", reason));
        assertThat(singles.missing(Set.of(StatsGroup.IOTHREAD)))
                .isEqualTo(Map.of("statistics of iothread", reason));
    }

    @Test
    void disks_and_interfaces_are_those_of_the_description() throws Exception {
        var values =
                asked(
                        new SingleStats(_ -> Optional.of(description)),
                        EnumSet.of(StatsGroup.BLOCK, StatsGroup.INTERFACE));

        assertThat(values.text("block.0.name")).hasValue("vda");
        assertThat(values.text("net.0.name")).hasValue("testnet0");
        assertThat(values.names())
                .contains(
                        "block.count",
                        "block.0.rd.reqs",
                        "block.0.rd.bytes",
                        "block.0.wr.reqs",
                        "block.0.wr.bytes",
                        "net.count",
                        "net.0.rx.bytes",
                        "net.0.rx.pkts",
                        "net.0.rx.errs",
                        "net.0.rx.drop",
                        "net.0.tx.bytes",
                        "net.0.tx.pkts",
                        "net.0.tx.errs",
                        "net.0.tx.drop");
    }

    @Test
    void a_driver_that_has_the_groups_is_asked_nothing_more() throws Exception {
        var singles = new SingleStats(_ -> Optional.of(description));
        var bulk =
                List.of(
                        new StatsRecord(
                                "test",
                                uuid,
                                1,
                                TypedParameters.of(Map.of("vcpu.current", 3L, "cpu.user", 1L))));
        var groups = EnumSet.of(StatsGroup.VCPU, StatsGroup.CPU_TOTAL);

        assertThat(singles.completed(connection, bulk, groups)).isSameAs(bulk);
        assertThat(singles.missing(groups)).isEmpty();
    }

    @Test
    void what_the_bulk_has_is_kept_beside_what_it_lacks() throws Exception {
        var singles = new SingleStats(_ -> Optional.of(description));
        var bulk =
                List.of(
                        new StatsRecord(
                                "test", uuid, 1, TypedParameters.of(Map.of("cpu.user", 1L))));

        var completed =
                singles.completed(
                        connection, bulk, EnumSet.of(StatsGroup.VCPU, StatsGroup.CPU_TOTAL));

        assertThat(completed.getFirst().values().names())
                .containsExactlyInAnyOrder("cpu.user", "vcpu.current");
    }

    private TypedParameters asked(SingleStats singles, Set<StatsGroup> groups) throws Exception {
        return singles.completed(connection, connection.stats(List.of(uuid), groups), groups)
                .getFirst()
                .values();
    }
}
