package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.process.CpuLedger.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class CpuLedgerTest {

    private static final List<ThreadRole> ROLES =
            List.of(ThreadRole.VCPU, ThreadRole.IOTHREAD, ThreadRole.WORKER, ThreadRole.VCPU);

    private final CpuLedger ledger = new CpuLedger();

    @Test
    void what_has_no_name_is_the_emulators() {
        ledger.take(
                List.of(
                        task(1, ThreadRole.EMULATOR, 50),
                        task(2, ThreadRole.VCPU, 30),
                        new Task(new CpuLedger.Key(3, 0), ThreadRole.VHOST, 7, true)),
                100);

        assertThat(ledger.ticks())
                .isEqualTo(
                        Map.of(
                                ThreadRole.EMULATOR, 70L,
                                ThreadRole.VCPU, 30L,
                                ThreadRole.VHOST, 7L));
    }

    @Test
    void a_number_given_again_is_another_thread() {
        ledger.take(List.of(task(2, ThreadRole.WORKER, 30)), 100);
        ledger.take(List.of(new Task(new CpuLedger.Key(2, 9), ThreadRole.WORKER, 31, false)), 200);

        assertThat(ledger.ticks()).containsEntry(ThreadRole.WORKER, 61L);
    }

    @Test
    void a_thread_that_could_not_be_read_once_is_not_counted_anew() {
        ledger.take(List.of(task(2, ThreadRole.VCPU, 30)), 100);
        ledger.take(List.of(), 110);
        ledger.take(List.of(task(2, ThreadRole.VCPU, 45)), 120);

        assertThat(ledger.ticks())
                .isEqualTo(Map.of(ThreadRole.VCPU, 45L, ThreadRole.EMULATOR, 80L));
    }

    @Test
    void threads_that_ended_are_not_remembered_for_ever() {
        for (int i = 1; i <= 5000; i++) {
            ledger.take(List.of(task(i, ThreadRole.WORKER, 1)), i);
        }

        assertThat(ledger.ticks()).containsEntry(ThreadRole.WORKER, 5000L);
        assertThat(ledger.remembered()).isLessThanOrEqualTo(1026);
    }

    /** A thread's own ticks are rounded by themselves, so that they may be more than the total. */
    @Test
    void parts_that_are_more_than_the_total_leave_nothing_and_never_less() {
        ledger.take(List.of(task(2, ThreadRole.VCPU, 30)), 29);

        assertThat(ledger.ticks()).containsEntry(ThreadRole.EMULATOR, 0L);
    }

    @Property
    void nothing_ever_falls_and_all_together_are_the_total(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 255) Integer> rounds) {
        var fresh = new CpuLedger();
        var ticks = new long[4];
        long total = 0;
        var before = Map.<ThreadRole, Long>of();
        for (int round : rounds) {
            var tasks = new ArrayList<Task>();
            for (int i = 0; i < 4; i++) {
                boolean isThere = (round >> i & 1) == 1;
                int more = isThere ? round >> 4 : 0;
                ticks[i] += more;
                total += more;
                if (isThere) {
                    tasks.add(task(i, ROLES.get(i), ticks[i]));
                }
            }
            fresh.take(tasks, total);
            var now = fresh.ticks();
            before.forEach((role, used) -> assertThat(now.get(role)).isGreaterThanOrEqualTo(used));
            before = now;
        }
        assertThat(before.values().stream().mapToLong(used -> used).sum()).isEqualTo(total);
    }

    private static Task task(long id, ThreadRole role, long ticks) {
        return new Task(new CpuLedger.Key(id, 0), role, ticks, false);
    }
}
