package io.hypervigil.bench;

import io.hypervigil.collect.RealPart;
import io.hypervigil.peers.Peers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the process takes that nobody asks anything: as it is shipped, with all packs each 15 s, and
 * beside it one without rules, at the same time.
 */
final class QuietBench {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Consumer<String> out;
    private final Path folder;

    private record Quiet(String name, RealPart part, double residentMegabytes) {}

    QuietBench(Consumer<String> out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param ours the command line that starts the process
     * @param minute that is looked at
     */
    void run(List<String> ours, int minute) throws Exception {
        try (var on = start(ours, "alerting");
                var off = start(ours, "quiet", "--no-alerting.enabled")) {
            var started = Duration.ofSeconds(20);
            LockSupport.parkNanos(started.toNanos());
            var both = List.of(quiet("with all packs", on), quiet("without rules", off));
            LockSupport.parkNanos(MINUTE.multipliedBy(minute - 1L).minus(started).toNanos());
            var threads = both.stream().map(one -> ThreadCpu.watch(one.part.pid())).toList();
            var before = both.stream().map(one -> Measured.cpuSeconds(one.part.pid())).toList();
            LockSupport.parkNanos(MINUTE.toNanos());
            out.accept(
                    "| quiet, minute "
                            + minute
                            + " | share of a core | of it, the rules' thread | of it, the JVM's"
                            + " compilers | threads | RSS after 20 s | RSS |");
            out.accept("|---|---|---|---|---|---|---|");
            for (int i = 0; i < both.size(); i++) {
                var one = both.get(i);
                double cpu = Measured.cpuSeconds(one.part.pid()) - before.get(i);
                var byThread = threads.get(i).end();
                out.accept(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.2f %% | %.2f %% | %.2f %% | %d | %.0f MB | %.0f MB |",
                                one.name,
                                percent(cpu),
                                percent(byThread.getOrDefault("the rules' thread", 0.0)),
                                percent(byThread.getOrDefault("the JVM's compilers", 0.0)),
                                threads(one.part),
                                one.residentMegabytes,
                                Measured.residentMegabytes(one.part.pid())));
            }
        }
    }

    private RealPart start(List<String> ours, String name, String... flags) throws Exception {
        var root = URI.create("http://127.0.0.1:" + Peers.freePort());
        var command = new ArrayList<>(ours);
        command.add("--web.listen-address=127.0.0.1:" + root.getPort());
        command.addAll(List.of(flags));
        return RealPart.start(Files.createDirectory(folder.resolve(name)), "quiet", command)
                .once(Duration.ofSeconds(60), () -> Peers.ok(root.resolve("/-/ready")));
    }

    private static Quiet quiet(String name, RealPart part) {
        return new Quiet(name, part, Measured.residentMegabytes(part.pid()));
    }

    private static double percent(double cpuSeconds) {
        return 100 * cpuSeconds / MINUTE.toSeconds();
    }

    private static long threads(RealPart part) throws Exception {
        try (var tasks = Files.list(Path.of("/proc/" + part.pid() + "/task"))) {
            return tasks.count();
        }
    }
}
