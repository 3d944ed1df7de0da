package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Parameter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is declared, all of it. */
final class VmActionsTest {

    private static String line(Action action) {
        return action.name()
                + " "
                + action.role()
                + " "
                + action.effect()
                + " "
                + action.length()
                + action.parameters().stream()
                        .map(VmActionsTest::text)
                        .collect(Collectors.joining());
    }

    private static String text(Parameter parameter) {
        if (parameter.isPositional()) {
            return " " + parameter.name();
        }
        return parameter.isRequired()
                ? " " + parameter.name() + "="
                : " [" + parameter.name() + "]";
    }

    @Test
    void each_action_says_who_may_what_it_leaves_and_what_it_takes() {
        assertThat(
                        new VmActions(Optional::empty)
                                .all().stream()
                                        .map(VmActionsTest::line)
                                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(
                        """
                        vm.list VIEWER READS SHORT [connection]
                        vm.show VIEWER READS SHORT vm [connection]
                        vm.xml ADMIN READS SHORT vm [inactive] [connection]
                        vm.start OPERATOR CHANGES LONG vm [paused] [connection]
                        vm.suspend OPERATOR CHANGES SHORT vm [connection]
                        vm.resume OPERATOR CHANGES SHORT vm [connection]
                        vm.reset ADMIN DESTROYS SHORT vm [connection]
                        vm.save ADMIN CHANGES LONG vm [connection]
                        vm.autostart ADMIN CHANGES SHORT vm enabled [connection]
                        vm.shutdown OPERATOR CHANGES LONG vm [mode] [grace] [force] [connection]
                        vm.reboot OPERATOR CHANGES SHORT vm [mode] [connection]
                        vm.destroy ADMIN DESTROYS SHORT vm [graceful] [connection]
                        vm.set-vcpus ADMIN CHANGES SHORT vm count [scope] [connection]
                        vm.set-memory ADMIN CHANGES SHORT vm size [scope] [connection]
                        vm.snapshot-list VIEWER READS SHORT vm [connection]
                        vm.snapshot-create ADMIN CHANGES LONG vm snapshot [description] \
                        [disk_only] [quiesce] [connection]
                        vm.snapshot-revert ADMIN DESTROYS LONG vm snapshot [afterwards] \
                        [connection]
                        vm.snapshot-delete ADMIN DESTROYS LONG vm snapshot [children] [connection]
                        vm.attach-disk ADMIN CHANGES SHORT vm file format= [bus] [target] \
                        [read_only] [scope] [connection]
                        vm.detach-disk ADMIN CHANGES SHORT vm disk [scope] [connection]
                        vm.attach-network ADMIN CHANGES SHORT vm network mac= [model] [scope] \
                        [connection]
                        vm.detach-network ADMIN CHANGES SHORT vm mac [scope] [connection]
                        vm.attach-gpu ADMIN CHANGES SHORT vm gpu [scope] [connection]
                        vm.detach-gpu ADMIN CHANGES SHORT vm gpu [scope] [connection]
                        vm.create ADMIN CHANGES LONG name [template] [xml] [vcpus] [memory] \
                        [disk] [disks] [folder] [pool] [network] [mac] [gpus] [user_data] [user] \
                        [ssh_keys] [password_hash] [owner] [stopped] [connection]
                        vm.define ADMIN CHANGES SHORT xml= [connection]
                        vm.undefine ADMIN DESTROYS SHORT vm [storage] [connection]
                        vm.clone ADMIN CHANGES LONG vm name [overlay] [connection]
                        vm.migrate ADMIN CHANGES LONG vm to [tunnelled] [copy_storage] \
                        [auto_converge] [bandwidth_mebibytes] [connection]
                        vm.console-log OPERATOR READS SHORT vm [lines] [connection]
                        """);
    }
}
