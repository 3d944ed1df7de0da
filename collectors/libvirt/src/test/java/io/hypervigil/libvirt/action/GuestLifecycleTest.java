package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On guests of QEMU, in which no system runs. */
final class GuestLifecycleTest {

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd daemon;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        daemon = PrivateLibvirtd.start();
        bed = Bed.on(daemon.uri());
    }

    @AfterAll
    static void end() {
        if (bed != null) {
            bed.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void of_many_who_start_and_end_a_guest_at_once_one_does_and_all_succeed() throws Exception {
        daemon.define(Guest.named("wanted"));

        assertThat(atOnce("vm.start")).satisfies(GuestLifecycleTest::assertChangedOnce);
        assertThat(atOnce("vm.destroy")).satisfies(GuestLifecycleTest::assertChangedOnce);
    }

    private static List<String> atOnce(String action) throws Exception {
        var tasks = new ArrayList<FutureTask<String>>();
        for (int i = 0; i < 4; i++) {
            tasks.add(begun(action, "vm", "wanted"));
        }
        var results = new ArrayList<String>();
        for (FutureTask<String> task : tasks) {
            results.add(task.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    private static FutureTask<String> begun(String action, Object... namesAndValues) {
        var task = new FutureTask<>(() -> bed.run(action, namesAndValues));
        Threads.start("test-" + action, task);
        return task;
    }

    private static void assertChangedOnce(List<? extends String> results) {
        assertThat(results).filteredOn(result -> result.startsWith("changed ")).hasSize(1);
        assertThat(results).filteredOn(result -> result.startsWith("unchanged ")).hasSize(3);
    }

    @Test
    void what_is_asked_of_a_guest_that_is_being_started_is_done_once_it_is() throws Exception {
        var gate = daemon.folder().resolve("gate");
        daemon.define(Guest.named("slow").withDevice(emulatorBehind(gate)));

        assertThat(afterStart(gate, "vm.start")).startsWith("unchanged vm=slow old=running");
        assertThat(bed.run("vm.destroy", "vm", "slow")).startsWith("changed");
        assertThat(afterStart(gate, "vm.suspend")).contains("new=paused (user)");
        assertThat(bed.run("vm.destroy", "vm", "slow")).startsWith("changed");
        assertThat(afterStart(gate, "vm.shutdown", "grace", Duration.ofMillis(100), "force", true))
                .contains("new=shutoff (destroyed)");
    }

    /** Asks while another's start of the guest is on its way, and lets that go on then. */
    private static String afterStart(Path gate, String action, Object... more) throws Exception {
        Files.createFile(gate);
        var start = begun("vm.start", "vm", "slow");
        Eventually.get(
                Duration.ofSeconds(30),
                () ->
                        assertThat(daemon.virsh("domstate", "--reason", "slow"))
                                .contains("paused (starting up)"));
        var second =
                begun(action, Stream.concat(Stream.of("vm", "slow"), Stream.of(more)).toArray());
        assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        Files.delete(gate);
        assertThat(start.get(60, TimeUnit.SECONDS)).startsWith("changed vm=slow old=shutoff");
        return second.get(60, TimeUnit.SECONDS);
    }

    /** QEMU, which begins once there is no gate any more. */
    private static String emulatorBehind(Path gate) throws IOException {
        var emulator = gate.resolveSibling("emulator");
        Files.writeString(
                emulator,
                """
                #!/bin/sh
                case "$*" in *guest=slow*) while [ -e 'GATE' ]; do sleep 0.05; done ;; esac
                exec qemu-system-x86_64 "$@"
                """
                        .replace("GATE", gate.toString()));
        Files.setPosixFilePermissions(emulator, PosixFilePermissions.fromString("rwxr-xr-x"));
        return "<emulator>" + emulator + "</emulator>";
    }

    @Test
    void a_guest_waits_goes_on_is_reset_and_is_destroyed() throws ActionFailure {
        var guest = Guest.named("odd <&\"' ü 漢 { } , = name");
        daemon.define(guest);
        var vm = guest.name();

        assertThat(bed.run("vm.start", "vm", vm, "paused", true))
                .isEqualTo(
                        "changed vm="
                                + vm
                                + " old=shutoff new=paused (user)"
                                + " calls=[virDomainCreateWithFlags("
                                + vm
                                + ", PAUSED)]");
        assertThat(bed.run("vm.start", "vm", vm, "paused", true)).startsWith("unchanged");
        assertThat(bed.failure("vm.start", "vm", vm))
                .isEqualTo("CONFLICT: " + vm + " is paused (user); vm.resume lets it go on");
        assertThat(bed.failure("vm.shutdown", "vm", vm))
                .isEqualTo(
                        "CONFLICT: "
                                + vm
                                + " is paused (user) and cannot be asked;"
                                + " vm.resume lets it go on, vm.destroy ends it as it is");
        assertThat(bed.run("vm.resume", "vm", guest.uuid())).contains("new=running (unpaused)");
        assertThat(bed.failure("vm.start", "vm", vm, "paused", true))
                .endsWith("vm.suspend pauses it");
        assertThat(bed.run("vm.reset", "vm", vm))
                .contains("old=running (unpaused) new=running (unpaused)");
        assertThat(bed.run("vm.reboot", "vm", vm, "mode", "acpi"))
                .endsWith("note=the guest was asked; it reboots when its system answers");
        assertThat(bed.run("vm.suspend", "vm", vm)).contains("new=paused (user)");
        assertThat(bed.run("vm.destroy", "vm", vm)).contains("new=shutoff (destroyed)");
        assertThat(bed.run("vm.destroy", "vm", vm)).startsWith("unchanged");
    }

    @Test
    void a_guest_is_saved_and_goes_on_from_there() throws ActionFailure {
        var guest = Guest.named("saved");
        daemon.runPaused(guest);

        assertThat(bed.run("vm.save", "vm", "saved")).contains("new=shutoff (saved)");
        assertThat(bed.run("vm.start", "vm", "saved")).contains("new=paused");
        assertThat(bed.run("vm.resume", "vm", "saved")).contains("new=running");
        assertThat(bed.run("vm.destroy", "vm", "saved")).startsWith("changed");
    }

    @Test
    void a_guest_that_does_not_hear_is_left_alone_or_destroyed_as_told() throws ActionFailure {
        daemon.run(Guest.named("deaf"));

        assertThat(bed.failure("vm.shutdown", "vm", "deaf", "grace", Duration.ofMillis(500)))
                .isEqualTo(
                        "CONFLICT: deaf: the guest was asked to end and has not within 500 ms; a"
                                + " system that heeds its power button has to run in it; vm.destroy"
                                + " ends it without, force=true does so after the grace");
        assertThat(bed.failure("vm.shutdown", "vm", "deaf", "mode", "agent"))
                .startsWith("UNSUPPORTED: deaf: virDomainShutdownFlags: ");
        assertThat(bed.failure("vm.shutdown", GivenCall.of(false, "vm", "deaf").cancelledAfter(1)))
                .isEqualTo(
                        "CANCELLED: deaf: no longer waited for;"
                                + " the guest was asked and may still end");
        assertThat(
                        bed.run(
                                "vm.shutdown",
                                "vm",
                                "deaf",
                                "grace",
                                Duration.ofMillis(500),
                                "force",
                                true))
                .isEqualTo(
                        "changed vm=deaf old=running (booted) new=shutoff (destroyed)"
                                + " calls=[virDomainShutdownFlags(deaf, DEFAULT),"
                                + " virDomainDestroyFlags(deaf, 0)]");
    }

    @Test
    void a_hypervisor_that_hangs_holds_nobody_up() throws ActionFailure {
        var guest = Guest.named("hung");
        daemon.run(guest);
        daemon.signal("STOP", daemon.qemuPid(guest));
        try (var impatient =
                Bed.on(daemon.uri())
                        .with(new VmActionSettings(List.of(), List.of(), Duration.ofSeconds(1)))) {
            assertThat(impatient.failure("vm.suspend", "vm", "hung"))
                    .matches(
                            "UNAVAILABLE: vm\\.suspend of hung on local did not come back within 1"
                                    + " s: its hypervisor has not answered for \\d+ s; what was"
                                    + " begun may still be done: see vm\\.show; where it hangs,"
                                    + " vm\\.destroy ends it");
        }
        // One that is stopped is killed too, but libvirt asks it for 10 s first.
        daemon.signal("CONT", daemon.qemuPid(guest));
        assertThat(bed.run("vm.destroy", "vm", "hung")).contains("new=shutoff (destroyed)");
    }
}
