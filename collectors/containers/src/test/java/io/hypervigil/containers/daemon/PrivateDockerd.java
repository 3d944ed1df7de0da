package io.hypervigil.containers.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.containers.http.Answer;
import io.hypervigil.containers.http.HttpFailure;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.http.UnixHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Docker Engine of a test's own, with a containerd of its own, in a temporary folder, and one
 * image, {@link #IMAGE}. Where it is missing, or the test is not root, it is skipped.
 *
 * <p>It does not run its containerd itself: after SIGKILL, Debian 12's finds it no more.
 *
 * <p>Starting it costs about 1 s, a container 0.6 s. Closing removes its containers and ends it by
 * its pid, stopped or not.
 *
 * <p>Thread: one.
 */
public final class PrivateDockerd implements AutoCloseable {

    /** Busybox, made on the spot. */
    public static final String IMAGE = "busy:1";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REMEDY = "apt-get install docker.io containerd runc busybox-static";
    private static final Request PING = Request.get(Target.of("_ping"));
    private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

    private static final String BRIDGE = "--bip=172.31.255.1/24";

    private final Path folder;
    private final List<String> command;
    private final PrivateContainerd containerd;
    private final UnixHttpClient client;
    private RealPart daemon;

    private PrivateDockerd(Path folder, List<String> command, PrivateContainerd containerd) {
        this.folder = folder;
        this.command = List.copyOf(command);
        this.containerd = containerd;
        this.client = new UnixHttpClient(socket());
        this.daemon = launch();
    }

    /** Starts one and waits until it answers. */
    public static PrivateDockerd start() {
        RealPart.require("dockerd", REMEDY);
        return start(List.of("dockerd"));
    }

    /**
     * Starts one of 25 or later, which takes CDI devices by itself since 28.2; the test is skipped
     * where the newest that the search path leads to is older.
     *
     * @param specifications the folder of CDI specifications
     */
    public static PrivateDockerd withCdi(Path specifications) {
        return start(
                List.of(
                        NewestDockerd.find().toString(),
                        "--feature=cdi=true",
                        "--cdi-spec-dir=" + specifications));
    }

    /**
     * Starts one in a network of its own, where it can make a bridge; the test is skipped where
     * there can be none. Nobody but its containers and it are in that network.
     */
    public static PrivateDockerd withBridge() {
        RealPart.require("dockerd", REMEDY);
        for (String program : List.of("unshare", "nsenter", "docker-proxy", "ip")) {
            RealPart.require(program, "apt-get install util-linux docker.io iproute2");
        }
        var trial =
                RealPart.run(
                        Path.of("/"),
                        "",
                        List.of("unshare", "-n", "ip", "link", "add", "hvb", "type", "bridge"));
        if (trial.exitCode() != 0) {
            throw RealPart.missing(
                    "a network namespace", "run the tests where bridges can be made");
        }
        return start(
                List.of(
                        "unshare",
                        "-n",
                        "sh",
                        "-c",
                        "ip link set lo up && exec \"$@\"",
                        "sh",
                        "dockerd",
                        BRIDGE));
    }

    /** Starts one whose usual runtime is called as NVIDIA's, and gives no GPUs: it is runc. */
    public static PrivateDockerd withRuntimeCalledNvidia() {
        RealPart.require("dockerd", REMEDY);
        var runc = RealPart.require("runc", REMEDY);
        return start(
                List.of("dockerd", "--add-runtime=nvidia=" + runc, "--default-runtime=nvidia"));
    }

    private static PrivateDockerd start(List<String> command) {
        var containerd = PrivateContainerd.start();
        try {
            var started = new PrivateDockerd(Files.createTempDirectory("hvd"), command, containerd);
            started.importImage();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public Path socket() {
        return folder.resolve("docker.sock");
    }

    /** Where it keeps images and containers. */
    public Path folder() {
        return folder.resolve("d");
    }

    /** Where its containerd keeps what runs: {@code io.containerd.runtime.v2.task} is below. */
    public Path containerdState() {
        return containerd.state();
    }

    /** The process of the daemon. */
    public long pid() {
        return daemon.pid();
    }

    /**
     * Creates a container without a network; answers its id.
     *
     * @param more of the JSON document, after a comma: {@code ,"Labels":{"a":"b"}}
     */
    public String create(String name, String more, String... command) {
        var words = "[\"" + String.join("\",\"", command) + "\"]";
        var hostConfig = more.contains("\"HostConfig\"") ? "" : ",\"HostConfig\":" + NO_NETWORK;
        // A first process heeds no SIGTERM, and ten seconds are long in a test.
        var json =
                "{\"Image\":\""
                        + IMAGE
                        + "\",\"StopSignal\":\"SIGKILL\",\"Cmd\":"
                        + words
                        + hostConfig
                        + more
                        + "}";
        var answer =
                send(
                        Request.post(Target.of("containers", "create").with("name", name))
                                .withJson(json));
        var id = ID.matcher(answer.text());
        assertThat(id.find()).as(answer.text()).isTrue();
        return id.group(1);
    }

    /** What a HostConfig of a test's own has to begin with: this machine need not have bridges. */
    public static final String NO_NETWORK = "{\"NetworkMode\":\"none\"}";

    /** Creates and starts a container without a network; answers its id. */
    public String run(String name, String more, String... command) {
        var id = create(name, more, command);
        tell(id, "start");
        return id;
    }

    /** Tells a container to {@code start}, {@code pause}, {@code kill} and the like. */
    public void tell(String id, String what) {
        send(Request.post(Target.of("containers", id, what)));
    }

    /** Removes a container, running or not. */
    public void remove(String id) {
        send(Request.delete(Target.of("containers", id).with("force", "true")));
    }

    /** Sends any request; fails where it is refused. */
    public Answer send(Request request) {
        try {
            var answer = client.exchange(request, SOON);
            assertThat(answer.status()).as(request + ": " + answer.text()).isLessThan(400);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP: it is there and does not answer. */
    public void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void cont() {
        signal("CONT");
    }

    /** SIGTERM, and waits for its end, which is its containers' too. */
    public void terminate() {
        daemon.close();
    }

    /** SIGKILL, and waits until nobody listens any more. Containers go on. */
    public void kill() {
        signal("KILL");
        daemon.close();
        // A program that it was about to start has its socket until that program runs.
        try {
            Eventually.get(
                    SOON,
                    () ->
                            assertThatExceptionOfType(HttpFailure.class)
                                    .isThrownBy(() -> client.exchange(PING, SOON))
                                    .extracting(HttpFailure::reason)
                                    .isEqualTo(HttpFailure.Reason.REFUSED));
        } catch (Exception e) {
            throw new IllegalStateException("somebody still listens to " + socket(), e);
        }
    }

    /** Starts it again after {@link #kill} or {@link #terminate}. */
    public void startAgain() {
        daemon = launch();
    }

    private void signal(String name) {
        var run = RealPart.run(folder, "", List.of("kill", "-" + name, Long.toString(pid())));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private RealPart launch() {
        var all = new ArrayList<>(command);
        all.addAll(
                List.of(
                        "--data-root=" + folder.resolve("d"),
                        "--exec-root=" + folder.resolve("e"),
                        "--pidfile=" + folder.resolve("docker.pid"),
                        "--containerd=" + containerd.socket(),
                        "--host=unix://" + socket(),
                        "--iptables=false",
                        "--ip6tables=false",
                        "--ip-forward=false",
                        "--storage-driver=vfs"));
        if (!command.contains(BRIDGE)) {
            all.add("--bridge=none");
        }
        return RealPart.start(folder, "dockerd", all).once(SOON, () -> client.exchange(PING, SOON));
    }

    private void importImage() throws IOException {
        var tar = Files.readAllBytes(Busybox.tar(folder));
        send(
                Request.post(
                                Target.of("images", "create")
                                        .with("fromSrc", "-")
                                        .with("repo", "busy")
                                        .with("tag", "1"))
                        .withBody("application/x-tar", tar));
    }

    /** Their cgroups go with them, as they do not where the daemon is merely ended. */
    private void removeAll() {
        var all = send(Request.get(Target.of("containers", "json").with("all", "1"))).text();
        ID.matcher(all).results().forEach(each -> remove(each.group(1)));
    }

    @Override
    public void close() {
        try {
            if (daemon.isAlive()) {
                signal("CONT");
                removeAll();
            }
        } finally {
            daemon.close();
            client.close();
            containerd.close();
            Leftovers.remove(folder);
        }
    }
}
