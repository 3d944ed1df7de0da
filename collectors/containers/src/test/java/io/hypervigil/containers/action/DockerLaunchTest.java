package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launched by a real Docker Engine, one that is too old for CDI. */
class DockerLaunchTest {

    @SuppressWarnings("NullAway.Init") // By JUnit.
    private static PrivateDockerd docker;

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    private final Bed bed = new Bed().docker(docker.socket());

    @BeforeAll
    static void start() {
        docker = PrivateDockerd.start();
    }

    @AfterAll
    static void end() {
        if (docker != null) {
            docker.close();
        }
    }

    private static final List<String> SLEEP = List.of("sleep", "1000");

    @Test
    void a_container_is_launched_as_asked_and_the_second_time_nothing_is_done() throws Exception {
        var data = Files.createDirectories(folder.resolve("data/set one"));
        bed.mounts = List.of(folder.resolve("data").toString());
        Object[] asked = {
            "name",
            "web.1",
            "image",
            "busy:1",
            "command",
            SLEEP,
            "environment",
            List.of("PASSWORD=s3cret=x", "EMPTY="),
            "mounts",
            List.of(data + ":/data"),
            "memory",
            64L << 20,
            "cpus",
            new Value.Decimal(new BigDecimal("0.5")),
            "restart",
            "on-failure",
            "user",
            "1000:1000",
            "labels",
            new Value.Fields(Map.of("team", new Value.Text("büro"))),
            "owner",
            "ada"
        };

        var launched = bed.run("container.launch", asked);
        assertThat(launched.isChanged()).isTrue();
        assertThat(Bed.text(launched, "state")).isEqualTo("running");
        var made = inspect("web.1");
        assertThat(made.at("Config", "Cmd").texts()).isEqualTo(SLEEP);
        assertThat(made.at("Config", "Env").texts()).contains("PASSWORD=s3cret=x", "EMPTY=");
        assertThat(made.at("Config", "User").text()).contains("1000:1000");
        assertThat(made.at("Config", "Labels").textsByKey())
                .containsEntry("team", "büro")
                .containsEntry("hypervigil.owner", "ada");
        assertThat(made.at("HostConfig", "Memory").whole()).hasValue(64L << 20);
        assertThat(made.at("HostConfig", "NanoCpus").whole()).hasValue(500_000_000);
        assertThat(made.at("HostConfig", "RestartPolicy", "Name").text()).contains("on-failure");
        assertThat(made.at("HostConfig", "NetworkMode").text()).contains("none");
        assertThat(made.at("Mounts").items().getFirst().at("RW").isTrue()).isFalse();

        var again = bed.run("container.launch", asked);
        assertThat(again.isChanged()).isFalse();
        assertThat(Bed.text(again, "id")).isEqualTo(Bed.text(launched, "id"));
        var shown = bed.run("container.show", "container", "web.1").details().toString();
        assertThat(shown)
                .contains("PASSWORD", "web.1", "ada")
                .doesNotContain("s3cret", "hypervigil.launch");

        assertThat(launchFailure("web.1", "memory", 65L << 20))
                .isEqualTo(
                        "CONFLICT: there is a container web.1 of docker already: it was made"
                                + " otherwise, and is running");
        bed.run("container.kill", "container", "web.1");
        assertThat(bed.failure("container.launch", asked))
                .isEqualTo(
                        "CONFLICT: there is a container web.1 of docker already: it is this one,"
                                + " and is exited");
    }

    @Test
    void a_dry_run_shows_the_requests_but_no_secret() throws Exception {
        bed.permissions = List.of("capability=SYS_NICE", "pid=host");

        var dry =
                bed.dryRun(
                        "container.launch",
                        "name",
                        "plan",
                        "image",
                        "busy:1",
                        "command",
                        SLEEP,
                        "environment",
                        List.of("TOKEN=s3cret"),
                        "permissions",
                        List.of("capability=SYS_NICE", "pid=host"),
                        "owner",
                        "ada");

        assertThat(dry.isChanged()).isTrue();
        assertThat(
                        String.join("\n", Bed.texts(dry, "requests"))
                                .replaceAll("[0-9a-f]{64}", "DIGEST"))
                .isEqualTo(
                        "POST /v1.41/containers/create?name=plan {\"Image\":\"busy:1\",\"Cmd\":"
                                + "[\"sleep\",\"1000\"],\"Env\":[\"TOKEN=***\"],\"Labels\":"
                                + "{\"hypervigil.launch\":\"DIGEST\",\"hypervigil.owner\":\"ada\"},"
                                + "\"HostConfig\":{\"NetworkMode\":\"none\",\"RestartPolicy\":"
                                + "{\"Name\":\"no\"},\"AutoRemove\":false,\"PidMode\":\"host\","
                                + "\"CapAdd\":[\"SYS_NICE\"]}}\n"
                                + "POST /v1.41/containers/plan/start");
        assertThat(bed.failure("container.show", "container", "plan")).startsWith("NOT_FOUND");
    }

    @Test
    void what_is_not_allowed_is_refused_by_name() throws IOException {
        var allowed = Files.createDirectories(folder.resolve("allowed"));
        var secret = Files.createDirectories(folder.resolve("secret")).toRealPath();
        Files.createSymbolicLink(allowed.resolve("link"), secret);
        bed.mounts = List.of(allowed.toString());

        for (String permission :
                List.of(
                        "privileged",
                        "pid=host",
                        "network=host",
                        "ipc=host",
                        "uts=host",
                        "capability=SYS_ADMIN",
                        "device=/dev/mem")) {
            assertThat(launchFailure("no", "permissions", List.of(permission)))
                    .isEqualTo(
                            "NOT_PERMITTED: permissions: '"
                                    + permission
                                    + "' is not allowed on this host");
        }
        assertThat(launchFailure("no", "permissions", List.of("root")))
                .isEqualTo("INVALID: permissions: 'root' is none");
        assertThat(launchFailure("no", "ports", List.of("8080:80")))
                .isEqualTo("INVALID: ports: with the network none there are none to publish");
        assertThat(launchFailure("no", "network", "bridge", "ports", List.of("8080:80")))
                .isEqualTo(
                        "NOT_PERMITTED: ports: 8080/tcp of the host is not one that containers may"
                                + " have");
        assertThat(launchFailure("no", "network", "host"))
                .isEqualTo("NOT_PERMITTED: network: 'host' is not one that containers may join");
        assertThat(launchFailure("no", "mounts", List.of("/etc:/x")))
                .isEqualTo(
                        "NOT_PERMITTED: mounts: '/etc:/x': /etc is not below a folder that"
                                + " containers may have");
        assertThat(launchFailure("no", "mounts", List.of(allowed + "/link:/x")))
                .isEqualTo(
                        "NOT_PERMITTED: mounts: '"
                                + allowed
                                + "/link:/x': "
                                + secret
                                + " is not below a folder that containers may have");
        assertThat(
                        launchFailure(
                                "no",
                                "labels",
                                new Value.Fields(
                                        Map.of("hypervigil.owner", new Value.Text("root")))))
                .isEqualTo("INVALID: labels: 'hypervigil.owner' cannot be set");
    }

    @Test
    void wrong_input_of_every_kind_is_refused() {
        assertThat(launchFailure("-x")).isEqualTo("INVALID: name: '-x'");
        assertThat(launchFailure("a/../b")).isEqualTo("INVALID: name: 'a/../b'");
        assertThat(bed.failure("container.launch", "name", "no", "image", "UPPER case"))
                .isEqualTo("INVALID: image: 'UPPER case' is no name of an image");
        assertThat(bed.failure("container.launch", "name", "no", "image", "not/here:1"))
                .isEqualTo("NOT_FOUND: docker has no image not/here:1");
        assertThat(launchFailure("no", "environment", List.of("A=1", "s3cret")))
                .isEqualTo("INVALID: environment: number 2 is not NAME=VALUE");
        assertThat(launchFailure("no", "user", "root; x")).isEqualTo("INVALID: user: 'root; x'");
        assertThat(launchFailure("no", "restart", "always", "remove", true))
                .isEqualTo("INVALID: restart: not beside remove");
        assertThat(launchFailure("no", "owner", "a\nb")).isEqualTo("INVALID: owner: 'a\nb'");
        assertThat(launchFailure("no", "gpu_profile", "calm"))
                .isEqualTo("INVALID: gpu_profile: the container asks for no GPU");
        assertThat(launchFailure("no", "runtime", "containerd"))
                .startsWith("UNSUPPORTED: containerd's containers are seen in its files");
    }

    @Test
    void of_two_same_launches_at_once_one_makes_the_container_and_it_stays() throws Exception {
        var ends = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    Threads.start(
                            "launch-" + i,
                            () -> {
                                try {
                                    bed.run(
                                            "container.launch",
                                            "name",
                                            "once",
                                            "image",
                                            "busy:1",
                                            "command",
                                            SLEEP);
                                    ends.add("went well");
                                } catch (ActionFailure e) {
                                    ends.add(String.valueOf(e.kind()));
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ends).hasSize(4).contains("went well").isSubsetOf("went well", "CONFLICT");
        assertThat(Bed.text(bed.run("container.show", "container", "once"), "state"))
                .isEqualTo("running");
    }

    @Test
    void what_does_not_start_is_removed_again() throws Exception {
        var failure =
                bed.failure(
                        "container.launch",
                        "name",
                        "broken",
                        "image",
                        "busy:1",
                        "command",
                        List.of("/no/such/program"));

        assertThat(failure)
                .startsWith("INVALID: launch of broken: POST /v1.41/containers/")
                .contains("no such file or directory")
                .endsWith("; what was created is removed again");
        assertThat(bed.failure("container.show", "container", "broken")).startsWith("NOT_FOUND");
    }

    @Test
    void an_engine_without_cdi_is_asked_by_the_older_form_and_refusing_it_leaves_nothing()
            throws Exception {
        bed.gpus(4).vmWith("0000:00:00.0");
        Object[] asked = {"name", "gpu", "image", "busy:1", "command", SLEEP, "gpu_count", 2};

        var dry = bed.dryRun("container.launch", asked);
        assertThat(Bed.texts(dry, "gpus")).containsExactly("GPU-b", "GPU-c");
        assertThat(Bed.texts(dry, "requests").getFirst())
                .contains(
                        "\"hypervigil.gpus\":\"GPU-b,GPU-c\"",
                        "\"DeviceRequests\":[{\"Driver\":\"nvidia\",\"DeviceIDs\":"
                                + "[\"GPU-b\",\"GPU-c\"],\"Capabilities\":[[\"gpu\"]]}]");
        assertThat(bed.failure("container.launch", asked))
                .startsWith("FAILED: launch of gpu: POST ")
                .contains("could not select device driver")
                .endsWith("; what was created is removed again");
        assertThat(bed.failure("container.show", "container", "gpu")).startsWith("NOT_FOUND");
    }

    @Test
    void a_gpu_that_is_taken_is_refused_and_shared_where_that_is_allowed() throws Exception {
        docker.create("holder", ",\"Labels\":{\"hypervigil.gpus\":\"GPU-a\"}", "true");
        docker.create("dcgm", ",\"Labels\":{\"hypervigil.gpus\":\"all\"}", "true");
        bed.gpus(2);

        assertThat(launchFailure("second", "gpus", List.of("0")))
                .isEqualTo("CONFLICT: GPU 0 (GPU-a) is taken by container holder");
        assertThat(launchFailure("second", "gpu_count", 2))
                .isEqualTo(
                        "CONFLICT: 2 GPUs asked for, 1 of 2 free: GPU 0 (GPU-a) has container"
                                + " holder");
        assertThat(launchFailure("second", "gpus", List.of("0"), "share", true))
                .isEqualTo("NOT_PERMITTED: share: GPUs are not shared on this host");
        bed.isSharing = true;
        var shared = dryLaunch("second", "gpus", List.of("0"), "share", true);
        assertThat(Bed.texts(shared, "gpus")).containsExactly("GPU-a");
        docker.remove("holder");
        docker.remove("dcgm");
    }

    @Test
    void a_gpu_that_came_as_a_device_file_is_its_containers_while_that_runs() throws Exception {
        var id = docker.run("by-file", "", "sleep", "1000");
        bed.gpus(2);
        bed.facts.publish(
                "containers",
                List.of(
                        new Fact.Claim(
                                new Fact.Owner(Fact.OwnerType.CONTAINER, id, "by-file"),
                                new Fact.Device.Pci("0000:00:00.0"),
                                Fact.Basis.CONFIGURED,
                                OptionalDouble.empty())));

        assertThat(launchFailure("second", "gpus", List.of("0")))
                .isEqualTo("CONFLICT: GPU 0 (GPU-a) is taken by container by-file");

        docker.tell(id, "kill");
        var free = dryLaunch("second", "gpus", List.of("0"));
        assertThat(Bed.texts(free, "gpus")).containsExactly("GPU-a");
        docker.remove(id);
    }

    @Test
    void a_quota_counts_what_the_owner_has_and_wants_limits_to_be_given() throws Exception {
        bed.ownersMayHave(1.5, 100L << 20, 0);
        bed.gpus(1);

        assertThat(launchFailure("quota1", "owner", "eve", "cpus", cpus("1")))
                .isEqualTo("INVALID: memory: there is a quota of it, so a limit has to be given");
        Object[] first = {
            "name", "quota1", "image", "busy:1", "command", SLEEP, "owner", "eve", "cpus",
            cpus("1"), "memory", 64L << 20
        };
        assertThat(bed.run("container.launch", first).isChanged()).isTrue();
        assertThat(bed.run("container.launch", first).isChanged()).isFalse();
        assertThat(
                        launchFailure(
                                "quota2",
                                "owner",
                                "eve",
                                "cpus",
                                cpus("0.75"),
                                "memory",
                                64L << 20,
                                "gpu_count",
                                1))
                .isEqualTo(
                        "QUOTA: quota of eve: cpus: 1 used, 0.75 asked for, 1.5 allowed;"
                                + " quota of eve: memory bytes: 67108864 used, 67108864 asked for,"
                                + " 104857600 allowed;"
                                + " quota of eve: gpus: 0 used, 1 asked for, 0 allowed");
        var other = dryLaunch("quota2", "owner", "bob", "cpus", cpus("1.5"), "memory", 64L << 20);
        assertThat(other.isChanged()).isTrue();
    }

    @Test
    void a_gpu_profile_is_applied_before_the_start_and_its_failure_leaves_nothing()
            throws Exception {
        bed.gpus(2);
        var call =
                new PerformingCall(
                        "name",
                        "calm1",
                        "image",
                        "busy:1",
                        "command",
                        SLEEP,
                        "gpus",
                        List.of("1"),
                        "gpu_profile",
                        "calm");

        // The engine has no driver for GPUs: the profile was applied, the start failed.
        assertThat(bed.failure("container.launch", call)).contains("could not select device");
        assertThat(call.performed()).containsExactly("gpu.profile-apply {name=calm, gpu=GPU-b}");

        var alone =
                GivenCall.of(
                        false,
                        "name",
                        "calm1",
                        "image",
                        "busy:1",
                        "command",
                        SLEEP,
                        "gpus",
                        List.of("1"),
                        "gpu_profile",
                        "calm");
        assertThat(bed.failure("container.launch", alone))
                .isEqualTo(
                        "UNSUPPORTED: there is no action gpu.profile-apply here; what was created"
                                + " is removed again");
        assertThat(bed.failure("container.show", "container", "calm1")).startsWith("NOT_FOUND");
    }

    private static Value cpus(String number) {
        return new Value.Decimal(new BigDecimal(number));
    }

    private ActionResult dryLaunch(String name, Object... parameters) throws ActionFailure {
        return bed.dryRun("container.launch", asked(name, parameters));
    }

    private String launchFailure(String name, Object... parameters) {
        return bed.failure("container.launch", asked(name, parameters));
    }

    private static Object[] asked(String name, Object... parameters) {
        var all = new ArrayList<Object>(List.of("name", name, "image", "busy:1"));
        all.addAll(List.of(parameters));
        return all.toArray();
    }

    private static Json inspect(String name) throws IOException {
        return Json.parse(
                name, docker.send(Request.get(Target.of("containers", name, "json"))).body());
    }
}
