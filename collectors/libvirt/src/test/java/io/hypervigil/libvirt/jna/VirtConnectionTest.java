package io.hypervigil.libvirt.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.libvirt.jna.ControlInfo.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** libvirt's own test driver, which is within the library, answers as libvirt does. */
final class VirtConnectionTest {

    private static final String URI = "test:///default";
    private static final String ABSENT = "00000000-0000-4000-8000-000000000000";
    private static final String UUID = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    @SuppressWarnings("NullAway.Init")
    private VirtConnection connection;

    @BeforeEach
    void open() throws VirtException {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        connection = VirtConnection.open(URI, true);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void lists_domains_with_what_they_are_known_by() throws VirtException {
        var domains = connection.domains(Set.of());

        assertThat(domains).extracting(VirtDomain::name).containsExactly("test");
        assertThat(domains).extracting(VirtDomain::uuid).containsExactly(UUID);
        assertThat(domains).extracting(VirtDomain::id).containsExactly(1);
        domains.forEach(VirtDomain::close);
    }

    @Test
    void lists_only_what_passes_the_filters() throws VirtException {
        assertThat(connection.domains(Set.of(DomainFilter.INACTIVE))).isEmpty();
    }

    @Test
    void reads_statistics_of_all_domains() throws VirtException {
        var records = connection.statsOfAll(Set.of(StatsGroup.STATE));

        assertThat(records).extracting(StatsRecord::name).containsExactly("test");
        assertThat(records.getFirst().values().whole("state.state")).isEqualTo(OptionalLong.of(1));
        assertThat(records.getFirst().values().names())
                .containsExactlyInAnyOrder("state.state", "state.reason");
    }

    @Test
    void reads_statistics_of_some_domains() throws VirtException {
        for (int call = 0; call < 2; call++) {
            assertThat(connection.stats(List.of(UUID, ABSENT), Set.of(StatsGroup.STATE)))
                    .extracting(StatsRecord::uuid)
                    .containsExactly(UUID);
        }
        assertThat(connection.stats(List.of(ABSENT), Set.of(StatsGroup.STATE))).isEmpty();
    }

    @Test
    void a_domain_that_has_the_name_of_another_one_has_a_uuid_of_its_own(@TempDir Path folder)
            throws Exception {
        var node = Files.writeString(folder.resolve("node.xml"), "<node>" + xml(UUID) + "</node>");
        try (var own = VirtConnection.open("test://" + node, false)) {
            assertThat(own.statsOfAll(Set.of(StatsGroup.STATE)))
                    .extracting(StatsRecord::uuid)
                    .containsExactly(UUID);

            boolean _ = own.call("virDomainCreateXML", VirtConnectionTest::replace);

            assertThat(own.statsOfAll(Set.of(StatsGroup.STATE)))
                    .extracting(StatsRecord::uuid)
                    .containsExactly(ABSENT);
        }
    }

    private static boolean replace(Connect connect) throws LibvirtException {
        var old = connect.domainLookupByName("vm");
        old.destroy();
        old.undefine();
        old.free();
        connect.domainCreateXML(xml(ABSENT), 0).free();
        return true;
    }

    private static String xml(String uuid) {
        return "<domain type='test'><name>vm</name><uuid>"
                + uuid
                + "</uuid><memory>8192</memory><os><type>hvm</type></os></domain>";
    }

    @Test
    void reads_the_description_and_the_control_interface() throws VirtException {
        try (var domain = connection.domain(UUID)) {
            assertThat(domain.xml()).startsWith("<domain type='test' id='1'>");
            assertThat(domain.controlInfo()).isEqualTo(new ControlInfo(State.OK, Duration.ZERO));
        }
    }

    @Test
    void a_call_that_the_driver_does_not_know_says_so() throws VirtException {
        try (var domain = connection.domain(UUID)) {
            assertThatExceptionOfType(VirtException.class)
                    .isThrownBy(domain::job)
                    .withMessage(
                            "virDomainGetJobStats: this function is not supported by the connection"
                                    + " driver: virDomainGetJobStats")
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(VirtErrorCode.VIR_ERR_NO_SUPPORT));
        }
    }

    @Test
    void an_unknown_domain_says_so() {
        assertThatExceptionOfType(VirtException.class)
                .isThrownBy(() -> connection.domain("6695eb01-f6a4-8304-79aa-000000000000"))
                .withMessage("virDomainLookupByUUIDString: Domain not found")
                .satisfies(e -> assertThat(e.code()).isEqualTo(VirtErrorCode.VIR_ERR_NO_DOMAIN));
    }

    @Test
    void a_scheme_that_nobody_knows_says_so() {
        assertThatExceptionOfType(VirtException.class)
                .isThrownBy(() -> VirtConnection.open("nobody:///system", true))
                .withMessageStartingWith("virConnectOpen: ");
    }

    @Test
    void a_closed_connection_refuses_calls_and_lets_handles_be() throws VirtException {
        var domain = connection.domain(UUID);
        connection.close();

        assertThat(domain.xml()).startsWith("<domain ");
        assertThatExceptionOfType(VirtException.class)
                .isThrownBy(() -> connection.domains(Set.of()))
                .withMessage("libvirt: the connection is closed");
        domain.close();
    }
}
