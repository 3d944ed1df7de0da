package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.domain.Overcommit.Promise;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OvercommitTest {

    @Test
    void what_is_promised_is_promised_to_those_that_run() {
        var promise =
                Promise.to(
                        List.of(
                                Domains.of("kvm-openstack"),
                                Domains.of("xen"),
                                Domains.shutOff(Domains.of("kvm-gpu"))));

        assertThat(Domains.written(sink -> Overcommit.write(promise, sink)))
                .isEqualTo(
                        """
                        # HELP libvirt_host_promised_memory_bytes Memory that the domains that run have without balloons, from their XML.
                        # TYPE libvirt_host_promised_memory_bytes gauge
                        libvirt_host_promised_memory_bytes 9663676416
                        # HELP libvirt_host_promised_memory_current_bytes Memory that balloons leave to the domains that run, from their XML.
                        # TYPE libvirt_host_promised_memory_current_bytes gauge
                        libvirt_host_promised_memory_current_bytes 9126805504
                        # HELP libvirt_host_promised_vcpus vCPUs of the domains that run, from their XML.
                        # TYPE libvirt_host_promised_vcpus gauge
                        libvirt_host_promised_vcpus 5
                        # HELP libvirt_host_promised_vcpus_maximum vCPUs that the domains that run can be given while they do, from their XML.
                        # TYPE libvirt_host_promised_vcpus_maximum gauge
                        libvirt_host_promised_vcpus_maximum 9
                        """);
    }

    @Test
    void nothing_is_promised_where_nothing_runs() {
        assertThat(Promise.to(List.of())).isEqualTo(new Promise(0, 0, 0, 0));
    }

    @Test
    void more_than_there_are_numbers_is_as_much_as_there_are() {
        var huge =
                Domains.ofXml(
                        "<domain id='1'><name>x</name><memory unit='b'>9223372036854775807</memory>"
                                + "</domain>");

        assertThat(Promise.to(Collections.nCopies(3, huge)).memoryBytes())
                .isEqualTo(Long.MAX_VALUE);
    }
}
