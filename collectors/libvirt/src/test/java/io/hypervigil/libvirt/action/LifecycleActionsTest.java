package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On libvirt's own test driver, whose domains do at once what they are told. */
final class LifecycleActionsTest {

    private static final String UUID = "6695eb01-f6a4-8304-79aa-97f2502e193f";

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
    void starts_a_vm_and_starting_it_again_changes_nothing() throws ActionFailure {
        assertThat(bed.run("vm.start", "vm", "idle"))
                .isEqualTo(
                        "changed vm=idle old=shutoff new=running (booted)"
                                + " calls=[virDomainCreateWithFlags(idle, 0)]");
        assertThat(bed.run("vm.start", "vm", "idle"))
                .isEqualTo("unchanged vm=idle old=running (booted)");
    }

    @Test
    void a_dry_run_tells_the_calls_and_makes_none() throws ActionFailure {
        assertThat(bed.dryRun("vm.start", "vm", "idle", "paused", true))
                .isEqualTo(
                        "changed vm=idle old=shutoff"
                                + " calls=[virDomainCreateWithFlags(idle, PAUSED)]");
        assertThat(bed.dryRun("vm.shutdown", "vm", "test", "force", true))
                .isEqualTo(
                        "changed vm=test old=running"
                                + " calls=[virDomainShutdownFlags(test, DEFAULT),"
                                + " virDomainDestroyFlags(test, 0)]");
        assertThat(bed.run("vm.start", "vm", "test")).startsWith("unchanged vm=test old=running");
    }

    @Test
    void pauses_and_lets_go_on() throws ActionFailure {
        assertThat(bed.run("vm.suspend", "vm", "test"))
                .isEqualTo(
                        "changed vm=test old=running new=paused (user)"
                                + " calls=[virDomainSuspend(test)]");
        assertThat(bed.run("vm.suspend", "vm", "test"))
                .isEqualTo("unchanged vm=test old=paused (user)");
        assertThat(bed.run("vm.resume", "vm", "test"))
                .isEqualTo(
                        "changed vm=test old=paused (user) new=running (unpaused)"
                                + " calls=[virDomainResume(test)]");
        assertThat(bed.run("vm.resume", "vm", "test")).startsWith("unchanged");
    }

    @Test
    void what_does_not_run_is_neither_paused_nor_reset() {
        for (String name : new String[] {"vm.suspend", "vm.resume", "vm.reset", "vm.reboot"}) {
            assertThat(bed.failure(name, "vm", "idle"))
                    .isEqualTo("CONFLICT: idle does not run: it is shutoff; vm.start starts it");
        }
    }

    @Test
    void ends_a_vm_and_ending_it_again_changes_nothing() throws ActionFailure {
        assertThat(bed.run("vm.destroy", "vm", "test"))
                .isEqualTo(
                        "changed vm=test old=running new=shutoff (destroyed)"
                                + " calls=[virDomainDestroyFlags(test, 0)]");
        assertThat(bed.run("vm.destroy", "vm", "test"))
                .isEqualTo("unchanged vm=test old=shutoff (destroyed)");
        assertThat(bed.run("vm.shutdown", "vm", "test"))
                .isEqualTo("unchanged vm=test old=shutoff (destroyed)");
    }

    @Test
    void a_guest_that_hears_ends_by_itself() throws ActionFailure {
        assertThat(bed.run("vm.shutdown", "vm", "test", "grace", Duration.ofSeconds(5)))
                .isEqualTo(
                        "changed vm=test old=running new=shutoff (shutdown)"
                                + " calls=[virDomainShutdownFlags(test, DEFAULT)]");
    }

    @Test
    void saves_a_vm_and_starts_it_from_there() throws ActionFailure {
        assertThat(bed.run("vm.save", "vm", "test"))
                .isEqualTo(
                        "changed vm=test old=running new=shutoff (saved)"
                                + " calls=[virDomainManagedSave(test, 0)]"
                                + " note=vm.start goes on from where it was saved");
        assertThat(bed.run("vm.save", "vm", "test"))
                .isEqualTo("unchanged vm=test old=shutoff (saved)");
        assertThat(bed.run("vm.start", "vm", "test"))
                .startsWith("changed vm=test old=shutoff (saved) new=running");
    }

    @Test
    void starts_with_the_host_or_not() throws ActionFailure {
        assertThat(bed.run("vm.autostart", "vm", "idle", "enabled", true))
                .isEqualTo(
                        "changed vm=idle old=false new=true calls=[virDomainSetAutostart(idle, 1)]");
        assertThat(bed.run("vm.autostart", "vm", "idle", "enabled", true))
                .isEqualTo("unchanged vm=idle old=true");
    }

    @Test
    void a_vm_is_named_by_its_uuid_in_any_case() throws ActionFailure {
        assertThat(bed.run("vm.start", "vm", UUID.toUpperCase(Locale.ROOT)))
                .startsWith("unchanged vm=test");
    }

    @Test
    void a_name_that_looks_like_a_uuid_is_found_where_no_uuid_is_meant() throws ActionFailure {
        assertThat(bed.run("vm.destroy", "vm", TestNode.UUID_LIKE_NAME))
                .isEqualTo("unchanged vm=" + TestNode.UUID_LIKE_NAME + " old=shutoff");
    }

    @Test
    void any_name_is_a_name() throws ActionFailure {
        assertThat(bed.run("vm.start", "vm", TestNode.ODD_NAME))
                .startsWith("changed vm=" + TestNode.ODD_NAME + " old=shutoff new=running");
        assertThat(bed.failure("vm.start", "vm", "test\0")).startsWith("INVALID: vm: ");
        assertThat(bed.failure("vm.start", "vm", "")).startsWith("INVALID: vm: ");
    }

    @Test
    void an_unknown_vm_is_not_found() {
        assertThat(bed.failure("vm.start", "vm", "nobody"))
                .isEqualTo(
                        "NOT_FOUND: nobody: virDomainLookupByName: Domain not found (libvirt error"
                                + " 42); vm.list shows the VMs there are");
    }

    @Test
    void where_there_are_several_connections_one_is_named() throws ActionFailure {
        try (var two =
                new Bed(
                        new HeldConnections()
                                .and("a", TestNode.uri(folder))
                                .and("b", TestNode.uri(folder)))) {
            assertThat(two.failure("vm.start", "vm", "idle"))
                    .isEqualTo(
                            "INVALID: there are several connections: a, b; say which: connection=a");
            assertThat(two.failure("vm.start", "vm", "idle", "connection", "c"))
                    .isEqualTo("NOT_FOUND: no connection is called 'c'; there are: a, b");
            assertThat(two.run("vm.start", "vm", "idle", "connection", "b")).startsWith("changed");
            assertThat(two.run("vm.start", "vm", "idle", "connection", "a")).startsWith("changed");
        }
    }

    @Test
    void nothing_is_done_while_the_source_is_closed() {
        for (Action action : new VmActions(Optional::empty).all()) {
            assertThatExceptionOfType(ActionFailure.class)
                    .isThrownBy(() -> action.handler().run(GivenCall.of(true)))
                    .withMessage("the libvirt collector is not open");
        }
    }
}
