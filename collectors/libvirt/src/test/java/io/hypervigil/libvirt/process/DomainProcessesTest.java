package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainProcessesTest {

    private static final String UUID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
    private static final KnownDomain TRAIN = Domains.of("kvm-gpu");

    @TempDir Path folder;

    private FakeHost host;

    @BeforeEach
    void open() {
        host = new FakeHost(folder);
    }

    @Test
    void a_guest_costs_by_what_its_threads_are_there_for() throws Exception {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 10_000, UUID);
        host.task(100, 101, "CPU 0/KVM", 5001, 4000);
        host.task(100, 102, "CPU 1/KVM", 5001, 3000);
        host.task(100, 103, "IO iothread1", 5001, 500);
        host.task(100, 104, "IO mon_iothread", 5001, 20);
        host.task(100, 105, "worker", 5002, 200);
        host.task(100, 106, "vhost-100", 5002, 80);
        host.kernelThread(90, "vhost-100", 5001, 700);
        host.kernelThread(91, "vhost-4711", 5001, 900);

        Golden.assertMatches(Path.of("src/test/golden/process.prom"), host.sample(TRAIN));
    }

    @Test
    void a_name_in_a_file_of_libvirt_is_written_as_in_xml() {
        var odd = Domains.of("qemu-live");
        host.pidFile("odd &lt;&amp;&quot;&apos; ü 漢 { } , = name.pid", 100);
        host.guest(100, 5000, 10, odd.uuid());
        host.write("proc/99/cmdline", "");

        assertThat(host.lines("info", odd))
                .isEqualTo("info{domain=\"odd <&\\\"' ü 漢 { } , = name\",pid=\"100\"} 1");
    }

    @Test
    void a_guest_without_a_file_is_found_among_all_processes() {
        host.guest(100, 5000, 10, UUID.toUpperCase(Locale.ROOT));
        host.write("proc/self/cmdline", "java\0");
        host.write("proc/101/cmdline", "sleep\0-uuid\0");

        assertThat(host.lines("info", TRAIN)).isEqualTo("info{domain=\"train\",pid=\"100\"} 1");
    }

    @Test
    void a_file_that_names_another_process_is_not_believed() {
        host.pidFile("train.pid", 200);
        host.write("proc/200/cmdline", "nginx\0");
        host.guest(100, 5000, 10, UUID);

        assertThat(host.lines("info", TRAIN)).isEqualTo("info{domain=\"train\",pid=\"100\"} 1");
    }

    @Test
    void a_domain_that_was_started_again_has_another_process_at_once() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        host.sample(TRAIN);

        host.guest(100, 9000, 20, UUID);
        assertThat(host.lines("cpu_seconds_total", TRAIN))
                .isEqualTo("cpu_seconds_total{domain=\"train\",role=\"emulator\"} 0.2");

        host.remove("proc/100");
        host.pidFile("train.pid", 300);
        host.guest(300, 9500, 30, UUID);
        assertThat(host.lines("info", TRAIN)).isEqualTo("info{domain=\"train\",pid=\"300\"} 1");
    }

    @Test
    void what_a_worker_used_stays_with_the_workers_when_it_ends() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        host.task(100, 105, "worker", 5002, 400);
        host.sample(TRAIN);

        host.remove("proc/100/task/105");
        host.guest(100, 5000, 1100, UUID);

        assertThat(host.lines("cpu_seconds_total", TRAIN))
                .isEqualTo(
                        """
                        cpu_seconds_total{domain="train",role="emulator"} 7
                        cpu_seconds_total{domain="train",role="worker"} 4""");
        assertThat(host.lines("threads", TRAIN))
                .isEqualTo(
                        """
                        threads{domain="train",role="emulator"} 1
                        threads{domain="train",role="worker"} 0""");
    }

    /** Each process of this host says that it has eight. */
    @Test
    void threads_are_listed_anew_only_where_there_are_others() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        for (int id = 101; id <= 107; id++) {
            host.task(100, id, "worker", 5002, 10);
        }
        assertThat(host.lines("threads", TRAIN)).endsWith("role=\"worker\"} 7");

        host.task(100, 108, "worker", 5003, 10);
        host.task(100, 109, "worker", 5003, 10);
        assertThat(host.lines("threads", TRAIN)).endsWith("role=\"worker\"} 7");

        host.remove("proc/100/task/101");
        host.guest(100, 5000, 1001, UUID);
        assertThat(host.lines("threads", TRAIN)).endsWith("role=\"worker\"} 8");
        assertThat(host.lines("cpu_seconds_total", TRAIN)).endsWith("role=\"worker\"} 0.9");
    }

    @Test
    void threads_of_a_guest_that_does_nothing_are_read_once_it_does_something() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        host.task(100, 105, "worker", 5002, 400);
        host.sample(TRAIN);
        var idle = host.sample(TRAIN);

        host.task(100, 105, "worker", 5002, 450);
        assertThat(host.sample(TRAIN)).isEqualTo(idle);

        host.guest(100, 5000, 1060, UUID);
        assertThat(host.lines("cpu_seconds_total", TRAIN))
                .isEqualTo(
                        """
                        cpu_seconds_total{domain="train",role="emulator"} 6.1
                        cpu_seconds_total{domain="train",role="worker"} 4.5""");
    }

    @Test
    void what_is_no_thread_is_read_in_each_fifth_round_of_a_guest_that_does_nothing() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        host.sample(TRAIN);
        var idle = host.sample(TRAIN);

        host.write("proc/100/oom_score", "700\n");
        host.write("proc/100/status", "VmRSS:\t 1 kB\n");

        for (int round = 0; round < 4; round++) {
            assertThat(host.sample(TRAIN)).isEqualTo(idle);
        }
        assertThat(host.sample(TRAIN))
                .contains("libvirt_domain_process_oom_score{domain=\"train\"} 700\n")
                .contains("libvirt_domain_process_resident_memory_bytes{domain=\"train\"} 1024\n");
    }

    @Test
    void one_whose_pages_were_taken_is_read_at_once() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 1000, UUID);
        host.sample(TRAIN);
        host.sample(TRAIN);

        host.resident(100, 5000, 1000, 256);
        host.write("proc/100/status", "VmRSS:\t 1024 kB\nVmSwap:\t 45776 kB\n");

        assertThat(host.lines("swap_bytes", TRAIN))
                .isEqualTo("swap_bytes{domain=\"train\"} 46874624");
    }

    @Test
    void all_processes_are_looked_at_once_for_a_domain_and_again_after_five_minutes() {
        assertThat(host.sample(TRAIN)).isEmpty();
        host.guest(100, 5000, 10, UUID);
        host.kernelThread(90, "vhost-100", 5001, 700);

        assertThat(host.sample(TRAIN)).isEmpty();
        host.clock.advance(Duration.ofMinutes(5));
        assertThat(host.lines("threads", TRAIN)).contains("role=\"vhost\"} 1");

        host.kernelThread(91, "vhost-100", 6001, 100);
        assertThat(host.lines("threads", TRAIN)).contains("role=\"vhost\"} 1");
        host.clock.advance(Duration.ofMinutes(5));
        assertThat(host.lines("threads", TRAIN)).contains("role=\"vhost\"} 2");
    }

    @ParameterizedTest
    @CsvSource({"5.15.0-91-generic, 1", "6.3.13, 1", "6.4.0, 0", "6.12.48, 0", "7.0.1, 0", "?, 1"})
    void vhost_threads_are_looked_for_where_the_kernel_has_them_as_processes(
            String release, int vhosts) {
        host.write("proc/sys/kernel/osrelease", release + "\n");
        host = new FakeHost(folder);
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 10, UUID);
        host.kernelThread(90, "vhost-100", 5001, 700);

        assertThat(host.lines("threads", TRAIN).lines().filter(line -> line.contains("vhost")))
                .hasSize(vhosts);
    }

    @Test
    void a_name_never_becomes_a_path_elsewhere() {
        var odd =
                Domains.ofXml(
                        "<domain type='kvm' id='1'><name>../../secret</name><uuid>u</uuid></domain>");
        host.write("run/secret.pid", "100\n");
        host.guest(100, 5000, 10, "another");

        assertThat(host.sample(odd)).isEmpty();
    }

    @Test
    void only_guests_of_qemu_that_run_have_a_process() {
        host.guest(100, 5000, 10, Domains.of("lxc").uuid());
        host.guest(101, 5000, 10, UUID);

        assertThat(host.sample(Domains.of("lxc"), Domains.shutOff(TRAIN))).isEmpty();
    }

    @Test
    void what_may_not_be_read_is_missing_and_the_rest_is_there() throws Exception {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 10, UUID);
        host.remove("proc/100/io");
        Files.createDirectories(folder.resolve("proc/100/io"));
        host.remove("proc/100/fd");
        host.remove("proc/100/limits");
        var book = new SampleBook(new SeriesTable(), 100);
        book.begin();

        host.write(
                new ConnectionSink(Optional.empty()).to(book), TRAIN, Domains.of("kvm-openstack"));

        assertThat(book.missing())
                .extracting(SampleBook.Missing::what)
                .containsExactly(
                        "libvirt_domain_process_{read,write}_bytes_total",
                        "libvirt_domain_process_*");
        assertThat(book.missing().getLast().why())
                .isEqualTo(
                        "no process is known of 1 domains that run, instance-00000885 the first of"
                                + " them");
        assertThat(book.finish().families())
                .extracting(family -> family.family().name())
                .contains("libvirt_domain_process_resident_memory_bytes")
                .doesNotContain(
                        "libvirt_domain_process_read_bytes_total",
                        "libvirt_domain_process_open_fds",
                        "libvirt_domain_process_max_fds");
    }

    @Test
    void whose_a_process_is_can_be_said() {
        host.pidFile("train.pid", 100);
        host.guest(100, 5000, 10, UUID);
        host.sample(TRAIN);

        assertThat(host.processes.claims(List.of(TRAIN, Domains.of("kubevirt"))))
                .containsExactly(
                        new Claim(
                                new Owner(OwnerType.VM, UUID, "train"),
                                new Device.ProcessDevices(100),
                                Basis.RUNNING,
                                OptionalDouble.empty()));
    }
}
