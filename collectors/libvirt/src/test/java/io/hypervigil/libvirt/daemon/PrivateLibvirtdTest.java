package io.hypervigil.libvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrivateLibvirtdTest {

    @Test
    void guests_outlive_the_daemon_and_end_with_the_test() {
        var guest = Guest.named("odd <&\"' ü 漢 { } , = name");
        long pid;
        try (var daemon = PrivateLibvirtd.start()) {
            daemon.runPaused(guest.withDisk(daemon.disk("disk.qcow2"), "vda"));
            pid = daemon.qemuPid(guest);
            daemon.stop();
            daemon.cont();
            daemon.kill();
            daemon.startAgain();
            assertThat(daemon.virsh("list", "--name").strip()).isEqualTo(guest.name());
            assertThat(daemon.virsh("domstate", guest.uuid()).strip()).isEqualTo("paused");
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(true);
    }
}
