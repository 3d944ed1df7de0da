package io.hypervigil.containers.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.quota.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can be asked for, in the words of both runtimes. */
class RequestsTest {

    @SuppressWarnings("NullAway.Init") // Before each test.
    private LaunchPlan plan;

    @BeforeEach
    void ask() throws Exception {
        plan =
                new LaunchPlan(
                        "web",
                        ImageName.parse("busy:1"),
                        List.of("sleep", "1 \"quoted\""),
                        Environment.parse(List.of("A=b=c", "A=\"d\"")),
                        List.of(
                                new HostMount("/data", "/a", false),
                                new HostMount("/work", "/b", true)),
                        "lab",
                        new PortRules(List.of("8000-8999", "127.0.0.1:53/udp"))
                                .granted(List.of("8080:80", "127.0.0.1:53:5353/udp")),
                        new Amounts(1_500_000_000, 64 << 20, 0),
                        RestartPolicy.UNLESS_STOPPED,
                        false,
                        Optional.of("1000"),
                        Map.of("team", "x", "hypervigil.owner", "ada"),
                        Permission.granted(ALL, ALL));
    }

    private static final List<String> ALL =
            List.of(
                    "privileged",
                    "pid=host",
                    "ipc=host",
                    "uts=host",
                    "capability=SYS_NICE",
                    "device=/dev/fuse");

    private static final String DOCKER =
            """
            {"Image":"busy:1","Cmd":["sleep","1 \\"quoted\\""],"Env":["A=\\"d\\""],"User":"1000",\
            "ExposedPorts":{"80/tcp":{},"5353/udp":{}},"Labels":{"hypervigil.owner":"ada","team":"x"},"HostConfig":{"NetworkMode":"lab",\
            "PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}],"5353/udp":[{"HostIp":\
            "127.0.0.1","HostPort":"53"}]},"RestartPolicy":{"Name":"unless-stopped"},"AutoRemove":false,"Memory":67108864,\
            "MemorySwap":67108864,"NanoCpus":1500000000,"Mounts":[{"Type":"bind","Source":"/data",\
            "Target":"/a","ReadOnly":true,"BindOptions":{"Propagation":"rprivate"}},{"Type":"bind",\
            "Source":"/work","Target":"/b","ReadOnly":false,"BindOptions":{"Propagation":\
            "rprivate"}}],"Privileged":true,"PidMode":"host","IpcMode":"host","UTSMode":"host",\
            "CapAdd":["SYS_NICE"],"Devices":[{"PathOnHost":"/dev/fuse","PathInContainer":\
            "/dev/fuse","CgroupPermissions":"rwm"}],"DeviceRequests":[{"Driver":"cdi",\
            "DeviceIDs":["nvidia.com/gpu=0","nvidia.com/gpu=1:0"]}]}}""";

    private static final String PODMAN =
            """
            {"name":"web","image":"busy:1","command":["sleep","1 \\"quoted\\""],"env":{"A":"\\"d\\""},\
            "user":"1000","labels":{"hypervigil.owner":"ada","team":"x"},"netns":{"nsmode":"bridge"},\
            "networks":{"lab":{}},"portmappings":[{"host_port":8080,"container_port":80,"protocol":\
            "tcp"},{"host_ip":"127.0.0.1","host_port":53,"container_port":5353,"protocol":"udp"}],\
            "restart_policy":"unless-stopped","remove":false,\
            "resource_limits":{"memory":{"limit":67108864,"swap":67108864},"cpu":{"quota":150000,\
            "period":100000}},"mounts":[{"type":"bind","source":"/data","destination":"/a",\
            "options":["rprivate","bind","ro"]},{"type":"bind","source":"/work","destination":"/b",\
            "options":["rprivate","rbind","rw"]}],"privileged":true,"pidns":{"nsmode":"host"},\
            "ipcns":{"nsmode":"host"},"utsns":{"nsmode":"host"},"cap_add":["SYS_NICE"],\
            "devices":[{"path":"/dev/fuse"},{"path":"nvidia.com/gpu=0"}]}""";

    @Test
    void docker_is_asked_for_all_of_it() {
        var gpus = new GpuForm.Cdi(List.of("nvidia.com/gpu=0", "nvidia.com/gpu=1:0"));

        assertThat(new DockerRequest(plan, gpus, "1.44").body(false)).isEqualTo(DOCKER);
        assertThat(new DockerRequest(plan, gpus, "1.44").body(true))
                .isEqualTo(DOCKER.replace("A=\\\"d\\\"", "A=***"));
    }

    @Test
    void podman_is_asked_for_all_of_it() {
        var request = new PodmanRequest(plan, List.of("nvidia.com/gpu=0"));

        assertThat(request.body(false)).isEqualTo(PODMAN);
        assertThat(request.body(true)).isEqualTo(PODMAN.replace("\\\"d\\\"", "***"));
    }

    @Test
    void an_old_docker_mounts_nothing_below_what_is_to_be_read_only() {
        assertThat(new DockerRequest(plan, new GpuForm.Legacy(List.of()), "1.41").body(false))
                .contains(
                        "\"Target\":\"/a\",\"ReadOnly\":true,\"BindOptions\":{\"Propagation\":"
                                + "\"rprivate\",\"NonRecursive\":true}",
                        "\"DeviceRequests\":[{\"Driver\":\"nvidia\",\"Count\":-1,"
                                + "\"Capabilities\":[[\"gpu\"]]}]");
    }

    @Test
    void nothing_secret_is_in_what_is_printed() {
        assertThat(plan.toString()).doesNotContain("\"d\"");
    }
}
