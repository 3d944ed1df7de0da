package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From one private daemon to another. */
final class GuestMigrationTest {

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd source;

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd target;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        source = PrivateLibvirtd.start();
        target = PrivateLibvirtd.start();
        bed =
                Bed.on(source.uri())
                        .with(
                                new VmActionSettings(
                                        List.of(target.uri()), List.of(), Duration.ofSeconds(30)));
    }

    @AfterAll
    static void end() {
        if (bed != null) {
            bed.close();
        }
        if (source != null) {
            source.close();
        }
        if (target != null) {
            target.close();
        }
    }

    @Test
    void what_is_cancelled_before_it_begins_ends_as_soon_as_it_can() throws ActionFailure {
        startLarge("early");
        var call = slowly("early").cancelledAfter(0);
        // The daemon there is asked first, which does not answer yet: there is no job to cancel.
        target.stop();
        Threads.start("test-cont", () -> continued(Duration.ofSeconds(3)));

        assertThat(bed.failure("vm.migrate", call)).startsWith("CANCELLED: early: ");

        assertThat(source.virsh("domstate", "early").strip()).isEqualTo("running");
        assertThat(target.virsh("list", "--all", "--name")).doesNotContain("early");
    }

    private static void continued(Duration after) {
        try {
            Pause.REAL.await(after);
            target.cont();
        } catch (ActionFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** With as much memory as takes a while to send. */
    private static void startLarge(String vm) throws ActionFailure {
        bed.run("vm.define", "xml", Guest.named(vm).xml().replace(">16<", ">1024<"));
        bed.run("vm.start", "vm", vm);
    }

    private static GivenCall slowly(String vm) {
        return GivenCall.of(
                false, "vm", vm, "to", target.uri(), "tunnelled", true, "bandwidth_mebibytes", 1);
    }

    @Test
    void a_target_that_is_not_allowed_is_refused() {
        assertThat(bed.failure("vm.migrate", "vm", "any", "to", "qemu+ssh://evil/system"))
                .isEqualTo(
                        "NOT_PERMITTED: 'qemu+ssh://evil/system' is no target that VMs may be"
                                + " migrated to; allowed are: "
                                + target.uri());
    }

    @Test
    void a_guest_moves() throws ActionFailure {
        source.run(Guest.named("moving"));

        assertThat(bed.dryRun("vm.migrate", "vm", "moving", "to", target.uri(), "tunnelled", true))
                .isEqualTo(
                        "changed vm=moving old=running (booted)"
                                + " calls=[virDomainMigrateToURI2(moving, "
                                + target.uri()
                                + ", LIVE|PEER2PEER|TUNNELLED|PERSIST_DEST|UNDEFINE_SOURCE"
                                + "|ABORT_ON_ERROR, 0)]");
        assertThat(bed.run("vm.migrate", "vm", "moving", "to", target.uri(), "tunnelled", true))
                .contains("new=gone");
        assertThat(target.virsh("domstate", "moving").strip()).isEqualTo("running");
    }

    @Test
    void a_migration_is_cancelled_and_the_guest_stays() throws ActionFailure {
        startLarge("staying");
        var call = slowly("staying").cancelledAfter(1);

        assertThat(bed.failure("vm.migrate", call))
                .startsWith("CANCELLED: staying: virDomainMigrateToURI2: operation aborted: ");
        assertThat(call.steps()).first().asString().matches("\\d+ % \\d+ of \\d+ MiB .*");
        assertThat(source.virsh("domstate", "staying").strip()).isEqualTo("running");
        assertThat(target.virsh("list", "--all", "--name")).doesNotContain("staying");
    }
}
