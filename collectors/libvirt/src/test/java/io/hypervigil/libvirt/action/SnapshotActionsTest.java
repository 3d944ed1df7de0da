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

final class SnapshotActionsTest {

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
    void snapshots_are_taken_listed_gone_back_to_and_deleted() throws ActionFailure {
        assertThat(bed.run("vm.snapshot-list", "vm", "test"))
                .isEqualTo("unchanged vm=test snapshots=[]");
        assertThat(
                        bed.run(
                                "vm.snapshot-create",
                                "vm",
                                "test",
                                "snapshot",
                                "before <&\" ü",
                                "description",
                                "a > b"))
                .isEqualTo(
                        "changed vm=test old=[] new=[before <&\" ü]"
                                + " calls=[virDomainSnapshotCreateXML(test, before <&\" ü,"
                                + " ATOMIC)]");
        assertThat(bed.run("vm.snapshot-create", "vm", "test", "snapshot", "before <&\" ü"))
                .isEqualTo(
                        "unchanged vm=test old=[before <&\" ü]"
                                + " note=there is a snapshot of that name already");
        assertThat(bed.run("vm.snapshot-list", "vm", "test").replaceAll("[0-9]{10}", "TIME"))
                .isEqualTo(
                        "unchanged vm=test snapshots=[{name=before <&\" ü description=a > b"
                                + " state=running created_epoch_seconds=TIME is_current=true}]");
        bed.run("vm.destroy", "vm", "test");
        assertThat(bed.run("vm.snapshot-revert", "vm", "test", "snapshot", "before <&\" ü"))
                .isEqualTo(
                        "changed vm=test old=shutoff (destroyed) new=running (from_snapshot)"
                                + " calls=[virDomainRevertToSnapshot(test, before <&\" ü,"
                                + " AS_IT_WAS)]");
        assertThat(bed.run("vm.snapshot-delete", "vm", "test", "snapshot", "before <&\" ü"))
                .isEqualTo(
                        "changed vm=test old=[before <&\" ü] new=[]"
                                + " calls=[virDomainSnapshotDelete(test, before <&\" ü, 0)]");
        assertThat(bed.run("vm.snapshot-delete", "vm", "test", "snapshot", "before <&\" ü"))
                .isEqualTo("unchanged vm=test old=[] note=there is no such snapshot");
    }

    @Test
    void a_name_that_is_a_path_is_refused() {
        for (String name : new String[] {"a/b", "..", "", "a\nb"}) {
            assertThat(bed.failure("vm.snapshot-create", "vm", "test", "snapshot", name))
                    .isEqualTo(
                            "INVALID: snapshot: a name without '/', without '.' before it and on"
                                    + " one line expected; libvirt makes a file name of it");
        }
    }

    @Test
    void an_unknown_snapshot_is_not_found() {
        assertThat(bed.failure("vm.snapshot-revert", "vm", "test", "snapshot", "none"))
                .isEqualTo(
                        "NOT_FOUND: test has no snapshot 'none';"
                                + " vm.snapshot-list shows the snapshots there are");
    }
}
