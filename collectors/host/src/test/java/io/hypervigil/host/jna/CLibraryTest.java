package io.hypervigil.host.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the real C library. */
@EnabledOnOs(OS.LINUX)
final class CLibraryTest {

    @Test
    void constants_of_the_system_are_known() {
        assertThat(Unistd.ticksPerSecond()).isEqualTo(100);
        assertThat(Unistd.pageBytes().orElseThrow()).isIn(4096L, 16_384L, 65_536L);
    }

    @Test
    void the_machine_names_its_architecture() {
        assertThat(Utsname.machine()).isInstanceOf(CallResult.Answer.class);
        assertThat(((CallResult.Answer<String>) Utsname.machine()).value())
                .matches("[a-z0-9_]{3,}");
    }

    @Test
    void the_clock_discipline_can_be_read_or_is_forbidden() {
        switch (Timex.adjtimex()) {
            case CallResult.Answer(Timex.Discipline discipline) -> {
                assertThat(discipline.tick()).isBetween(9_000L, 11_000L);
                assertThat(discipline.maxerror()).isBetween(0L, 1_000_000_000L);
                assertThat(discipline.tai()).isBetween(0, 100);
            }
            case CallResult.Errno<Timex.Discipline> failure ->
                    assertThat(failure.isForbidden()).isTrue();
            case CallResult.Unlinked<Timex.Discipline> unlinked ->
                    assertThat(unlinked.reason()).isEmpty();
        }
    }

    @Test
    void the_zone_has_an_abbreviation_and_an_offset() {
        var zone = Time.zoneAt(0);

        assertThat(zone).isInstanceOf(CallResult.Answer.class);
        var answer = ((CallResult.Answer<Time.Zone>) zone).value();
        assertThat(answer.abbreviation()).isNotBlank();
        assertThat(answer.offsetSeconds()).isBetween(-43_200L, 50_400L);
    }

    @Test
    void a_netlink_family_that_does_not_exist_is_an_errno() {
        var result = Socket.ask(31, new byte[16], (ByteBuffer _) -> false);

        assertThat(result).isInstanceOf(CallResult.Errno.class);
    }

    @Test
    void what_could_not_be_linked_is_not_called() {
        CallResult<String> result =
                CLibrary.call(
                        "nothing",
                        Optional.of("no C library"),
                        () -> {
                            throw new AssertionError("called");
                        });

        assertThat(result).isEqualTo(new CallResult.Unlinked<String>("no C library"));
    }

    @Test
    void a_folder_of_another_file_system_is_no_btrfs(@TempDir Path folder) {
        assertThat(new LinuxBtrfs().fsInfo("/proc")).isInstanceOf(LinuxBtrfs.Result.Failed.class);
        assertThat(new LinuxBtrfs().fsInfo(folder + "/none"))
                .isEqualTo(new LinuxBtrfs.Result.Failed(2));
    }
}
