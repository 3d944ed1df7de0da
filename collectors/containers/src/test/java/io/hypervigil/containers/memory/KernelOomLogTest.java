package io.hypervigil.containers.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.kernel.KernelLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelOomLogTest {

    private static final String ID = "3f".repeat(32);

    @TempDir Path folder;
    private Path kmsg;
    private KernelOomLog log;
    private int records;

    @BeforeEach
    void open() throws IOException {
        kmsg = Files.createFile(folder.resolve("kmsg"));
        log = new KernelOomLog(KernelLog.at(kmsg.toString()));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_kill_is_that_of_the_container_in_whose_control_group_it_was() throws IOException {
        say(kill("/libpod_parent/libpod-" + ID, "tail"));
        say("Memory cgroup out of memory: Killed process 9743 (tail) total-vm:17968kB, UID:0");

        assertThat(log.of(ID, "")).isEqualTo(1);

        say(kill("/libpod_parent/libpod-" + ID, "a=b,c"));

        assertThat(log.of(ID, "")).isEqualTo(2);
        assertThat(log.of("4e".repeat(32), "/libpod_parent/libpod-other")).isZero();
    }

    @Test
    void a_kill_in_a_part_of_a_container_is_the_containers() throws IOException {
        say(kill("/system.slice/docker-" + ID + ".scope/init.scope", "systemd"));

        assertThat(log.of(ID, "")).isEqualTo(1);
    }

    @Test
    void a_container_whose_name_is_no_id_is_told_by_its_path() throws IOException {
        say(kill("/k8s.io/train", "python"));

        assertThat(log.of("train", "/elsewhere/train")).isEqualTo(1);

        say(kill("/shop/web/worker", "python"));

        assertThat(log.of("web", "/shop/web")).isEqualTo(1);
    }

    @Test
    void a_kill_for_want_of_memory_on_the_whole_machine_counts_too() throws IOException {
        say(
                "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,"
                        + "global_oom,task_memcg=/docker/"
                        + ID
                        + ",task=tail,pid=9743,uid=0");

        assertThat(log.of(ID, "")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oom-kill:",
                "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null)",
                "oom-kill:cpuset=/,task_memcg=",
                "oom-kill:cpuset=/,task_memcg=,task=a,pid=1,uid=0",
                "oom-kill:cpuset=/,task_memcg=docker/ID,task=a,pid=1,uid=0",
                "oom-kill:cpuset=/,oom_memcg=/a/,task_memcg=/docker/ID,task_memcg=/a,task=a",
                "oom-kill:cpuset=/,task_memcg=/a,task=,task_memcg=/docker/ID,task=a",
                "said by somebody: oom-kill:cpuset=/,task_memcg=/docker/ID,task=a,pid=1"
            })
    void what_is_none_or_forged_counts_for_nobody(String message) throws IOException {
        say(message.replace("ID", ID));

        assertThat(log.of(ID, "/docker/" + ID)).isZero();
    }

    @Test
    void a_log_that_may_not_be_read_says_so() throws IOException {
        Files.delete(kmsg);

        assertThat(log.read()).contains(kmsg + ": does not exist");
    }

    @Test
    void the_oldest_of_too_many_are_forgotten() throws IOException {
        say(kill("/docker/" + ID, "tail"));
        var all = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            all.append(record(kill("/user.slice/g" + i, "tail")));
        }
        Files.writeString(kmsg, all, StandardOpenOption.APPEND);
        log.read();

        assertThat(log.of(ID, "")).isZero();
        assertThat(log.of("", "/user.slice/g9999")).isEqualTo(1);
    }

    private static String kill(String group, String task) {
        return "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=x,mems_allowed=0,"
                + "oom_memcg="
                + group
                + ",task_memcg="
                + group
                + ",task="
                + task
                + ",pid=9743,uid=0";
    }

    private void say(String message) throws IOException {
        Files.writeString(kmsg, record(message), StandardOpenOption.APPEND);
        assertThat(log.read()).isEqualTo(Optional.empty());
    }

    private String record(String message) {
        return "6," + records++ + ",100,-;" + message + "\n";
    }
}
