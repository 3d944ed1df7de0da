package io.hypervigil.containers.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A containerd of a test's own in a temporary folder, without its Kubernetes part. Where it is
 * missing, or the test is not root, it is skipped.
 *
 * <p>Thread: one.
 */
public final class PrivateContainerd implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REMEDY = "apt-get install containerd runc busybox-static";

    private final Path folder;
    private final RealPart daemon;

    private PrivateContainerd(Path folder, RealPart daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts one and waits until it listens. */
    public static PrivateContainerd start() {
        for (String program : List.of("containerd", "ctr", "runc", "busybox")) {
            RealPart.require(program, REMEDY);
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw RealPart.missing("containerd for others than root", "run the tests as root");
        }
        try {
            return below(Files.createTempDirectory("hvc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrivateContainerd below(Path folder) throws IOException {
        var settings = folder.resolve("containerd.toml");
        Files.writeString(
                settings,
                """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                disabled_plugins = ["io.containerd.grpc.v1.cri"]
                [grpc]
                  address = "%1$s/containerd.sock"
                """
                        .replace("%1$s", folder.toString()));
        var daemon =
                RealPart.start(
                        folder,
                        "containerd",
                        List.of("containerd", "--config", settings.toString()));
        var started = new PrivateContainerd(folder, daemon);
        try {
            return Eventually.get(
                    SOON,
                    () -> {
                        started.ctr("version");
                        return started;
                    });
        } catch (Exception | AssertionError e) {
            var log = daemon.log();
            started.close();
            throw new IllegalStateException("containerd does not answer: " + log, e);
        }
    }

    /** Where it listens. */
    public Path socket() {
        return folder.resolve("containerd.sock");
    }

    /** Where it keeps what runs: {@code io.containerd.runtime.v2.task} is below. */
    public Path state() {
        return folder.resolve("state");
    }

    /** Runs its client; fails unless it ends well. */
    public String ctr(String... arguments) {
        var all = new ArrayList<>(List.of("ctr", "--address", socket().toString()));
        all.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", all);
        assertThat(run.exitCode()).as(all + ": " + run.output()).isZero();
        return run.output();
    }

    /** The file system of busybox, for {@code ctr run --rootfs}. */
    public Path busybox() {
        var tree = folder.resolve("busybox");
        if (!Files.exists(tree)) {
            Busybox.tar(folder);
        }
        return tree;
    }

    /** A name that no other containerd's runc has: runc's own folder is one for all. */
    public String uniqueId(String name) {
        return folder.getFileName() + "-" + name;
    }

    /**
     * Removes what runs, cgroups and all, as no end of the daemon does; whatever it may have run
     * for a Docker that was killed too.
     */
    private void removeAll() {
        var tasks = state().resolve("io.containerd.runtime.v2.task");
        for (String namespace : names(tasks)) {
            for (String id : names(tasks.resolve(namespace))) {
                RealPart.run(
                        folder,
                        "",
                        List.of(
                                "ctr",
                                "--address=" + socket(),
                                "--namespace=" + namespace,
                                "task",
                                "rm",
                                "--force",
                                id));
            }
        }
    }

    private static List<String> names(Path folder) {
        var names = folder.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** Ends it, and whatever it started, by their pids. */
    @Override
    public void close() {
        removeAll();
        daemon.close();
        Leftovers.remove(folder);
    }
}
