package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SizeActionsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bed bed;

    @BeforeEach
    void open() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        bed = Bed.on(TestNode.uri(folder));
    }

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    void gives_more_virtual_cpus_and_says_how_many_there_can_be() throws ActionFailure {
        assertThat(bed.dryRun("vm.set-vcpus", "vm", "test", "count", 3))
                .isEqualTo(
                        "changed vm=test old={live=2 config=2}"
                                + " calls=[virDomainSetVcpusFlags(test, 3, LIVE|CONFIG)]");
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 3))
                .isEqualTo(
                        "changed vm=test old={live=2 config=2} new={live=3 config=3}"
                                + " calls=[virDomainSetVcpusFlags(test, 3, LIVE|CONFIG)]");
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 3))
                .isEqualTo("unchanged vm=test old={live=3 config=3}");
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 4, "scope", "config"))
                .contains("new={live=3 config=4}");
        assertThat(bed.failure("vm.set-vcpus", "vm", "test", "count", 5))
                .isEqualTo(
                        "INVALID: test as it runs can have 1 to 4 of virtual CPUs; stay within; its"
                                + " maximum is changed with vm.define");
    }

    @Test
    void what_does_not_run_has_nothing_live() throws ActionFailure {
        assertThat(bed.failure("vm.set-vcpus", "vm", "idle", "count", 1, "scope", "live"))
                .isEqualTo("CONFLICT: idle does not run: it is shutoff; vm.start starts it");
        assertThat(bed.run("vm.set-vcpus", "vm", "idle", "count", 1))
                .isEqualTo(
                        "changed vm=idle old={config=2} new={config=1}"
                                + " calls=[virDomainSetVcpusFlags(idle, 1, CONFIG)]");
    }

    @Test
    void gives_more_memory_and_says_how_much_there_can_be() throws ActionFailure {
        assertThat(bed.run("vm.set-memory", "vm", "idle", "size", 512L << 20))
                .isEqualTo(
                        "changed vm=idle old={config_bytes=1073741824}"
                                + " new={config_bytes=536870912}"
                                + " calls=[virDomainSetMemoryFlags(idle, 524288, CONFIG)]");
        assertThat(bed.run("vm.set-memory", "vm", "idle", "size", 512L << 20))
                .isEqualTo("unchanged vm=idle old={config_bytes=536870912}");
        assertThat(bed.failure("vm.set-memory", "vm", "idle", "size", 2L << 30))
                .isEqualTo(
                        "INVALID: idle as it starts next can have 1024 to 1073741824 bytes of"
                                + " memory; stay within; its maximum is changed with vm.define");
        assertThat(bed.run("vm.set-memory", "vm", "test", "size", 4L << 30, "scope", "live"))
                .contains("new={live_bytes=4294967296 ");
    }
}
