package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The process of a guest that a real libvirtd started. */
final class RealGuestTest {

    @Test
    void a_real_guest_is_found_by_its_file_and_among_all_processes() {
        try (var libvirtd = PrivateLibvirtd.start()) {
            var guest = Guest.named("web <1> & co").with("<iothreads>1</iothreads>");
            libvirtd.run(guest);
            var domain = Domains.ofXml(libvirtd.virsh("dumpxml", guest.uuid()));
            long pid = libvirtd.qemuPid(guest);

            var byFile = sampled(domain, libvirtd.folder(), List.of("libvirt/qemu/run"));
            var amongAll = sampled(domain, libvirtd.folder(), List.of("nowhere"));

            assertThat(byFile)
                    .containsKeys(
                            "cpu_seconds_total{role=\"vcpu\"}",
                            "cpu_seconds_total{role=\"emulator\"}",
                            "threads{role=\"iothread\"}",
                            "start_time_seconds{}",
                            "open_fds{}",
                            "oom_score{}")
                    .containsKey("info{pid=\"" + pid + "\"}")
                    .containsEntry("threads{role=\"vcpu\"}", 1.0);
            assertThat(byFile.get("resident_memory_bytes{}")).isGreaterThan(1e6);
            assertThat(amongAll.keySet()).isEqualTo(byFile.keySet());
        }
    }

    private static Map<String, Double> sampled(
            KnownDomain domain, Path root, List<String> pidFolders) {
        var processes =
                new DomainProcesses(
                        FileTree.at(Path.of("/proc")),
                        FileTree.at(root),
                        pidFolders,
                        InstantSource.system());
        try (var book = new SampleBook(new SeriesTable(), 100)) {
            book.begin();
            processes.write(List.of(domain), new ConnectionSink(Optional.empty()).to(book));
            var values = new TreeMap<String, Double>();
            for (Samples.OfFamily family : book.finish().families()) {
                for (int i = 0; i < family.size(); i++) {
                    var name =
                            family.series(i)
                                    .toString()
                                    .replaceAll("^libvirt_domain_process_", "")
                                    .replaceAll("domain=\"web <1> & co\",?", "");
                    values.put(name, family.value(i));
                }
            }
            return values;
        }
    }
}
