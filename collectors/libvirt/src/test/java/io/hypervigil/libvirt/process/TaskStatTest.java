package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskStatTest {

    /** Linux 6.12, QEMU 7.2. */
    @Test
    void a_line_of_the_kernel() {
        assertThat(
                        TaskStat.parse(
                                Text.of(
                                        "18930 (qemu-system-x86) S 1 18929 18929 0 -1 138412160 8995"
                                                + " 0 5 0 13 20 0 0 20 0 8 0 4574798 1820393472 11689 1"
                                                + " 0\n")))
                .isEqualTo(new TaskStat("qemu-system-x86", 8995, 5, 33, 8, 4_574_798, 11_689));
    }

    @Test
    void a_name_may_look_like_the_rest_of_the_line() {
        assertThat(
                        TaskStat.parse(
                                        Text.of(
                                                "1 (a) S 1 (\n) b) S 1 2 3 0 -1 9 8 0 5 0 13 20 0 0"
                                                        + " 20 0 8 0 77 1 9\n"))
                                .name())
                .isEqualTo("a) S 1 (\n) b");
    }

    @Test
    void a_name_may_end_as_a_line_does() {
        var stat =
                TaskStat.parse(
                        Text.of(
                                "1 (a) S 1 2\nb) S 1 2 3 0 -1 9 8 0 5 0 13 20 0 0 20 0 8 0 77 1 9\n"));

        assertThat(stat).isEqualTo(new TaskStat("a) S 1 2\nb", 8, 5, 33, 8, 77, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "CPU 0/KVM, VCPU",
        "CPU 127/TCG, VCPU",
        "ALL CPUs/TCG, VCPU",
        "IO iothread1, IOTHREAD",
        "IO mon_iothread, IOTHREAD",
        "worker, WORKER",
        "vnc_worker, WORKER",
        "vhost-4711, VHOST",
        "qemu-system-x86, EMULATOR",
        "SPICE Worker, EMULATOR",
        "CPUs, EMULATOR"
    })
    void a_name_says_what_a_thread_is_there_for(String name, ThreadRole role) {
        assertThat(ThreadRole.of(name)).isEqualTo(role);
    }

    @Property
    void any_text_is_read_or_refused(@ForAll String text) {
        try {
            TaskStat.parse(Text.of(text));
        } catch (MalformedTextException e) {
            assertThat(e.getMessage()).startsWith("line ");
        }
    }
}
