package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.MetricType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtFamilyTest {

    private static final Group GROUP = Group.on("libvirt.test", "what a test writes");

    @Test
    void its_labels_end_open() {
        var family = VirtFamily.counter(GROUP, "libvirt_x_total", "X.", "domain", "vcpu");

        assertThat(family.type()).isEqualTo(MetricType.COUNTER);
        assertThat(family.isPattern()).isTrue();
        assertThat(family.withLabels(List.of("connection")).labels())
                .containsExactly("domain", "vcpu", "connection");
        assertThat(family.withLabels(List.of()).labels()).containsExactly("domain", "vcpu");
    }

    @Test
    void a_family_without_labels_of_its_own_may_end_open_too() {
        var family = VirtFamily.gauge(GROUP, "libvirt_up", "Up.");

        assertThat(family.withLabels(List.of()).labels()).isEmpty();
    }
}
