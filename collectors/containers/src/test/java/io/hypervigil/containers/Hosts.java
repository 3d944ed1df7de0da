package io.hypervigil.containers;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.action.ContainerActionSettings;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.quota.QuotaSettings;
import io.hypervigil.containers.runtime.RuntimesSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The hosts that goldens are made of, one of each kind that there is. */
enum Hosts {
    V2_SYSTEMD(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            HostRoom.in(folder)
                    .unified()
                    .group("/init.scope", 1)
                    .group("/system.slice")
                    .group("/system.slice/ssh.service", 1)
                    .group("/system.slice/docker-" + A + ".scope", 101, 102)
                    .group("/system.slice/docker-" + B + ".scope", 201)
                    .group("/machine.slice/machine-qemu\\x2d1\\x2dvm.scope", 900)
                    .group("/machine.slice/libpod-" + C + ".scope")
                    .group("/machine.slice/libpod-" + C + ".scope/container", 301)
                    .group("/machine.slice/libpod-conmon-" + C + ".scope", 300)
                    .process(101, "4026532101", "nginx: (master)")
                    .process(201, "4026532201", "db")
                    .process(301, "4026532301", "job");
            return Told.nothing()
                    .running("docker", A, "web", 101)
                    .running("docker", B, "db", 201)
                    .running("podman", C, "job", 301)
                    .exited("podman", D, "old", 137);
        }
    },
    V2_CGROUPFS(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            HostRoom.in(folder)
                    .unified()
                    .group("/docker/" + A, 101)
                    .group("/docker/" + B, 201)
                    .group("/libpod_parent/libpod-" + C, 301)
                    .group("/default/redis.1", 401)
                    .process(101, "4026532101", "web")
                    .process(201, "4026532101", "sidecar")
                    .process(301, "4026531840", "host-networked")
                    .process(401, "4026532401", "redis");
            return Told.nothing()
                    .running("docker", A, "web", 101)
                    .running("docker", B, "sidecar", 201)
                    .inSharedNetwork();
        }
    },
    V1(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            HostRoom.in(folder)
                    .legacy()
                    .group("/system.slice/ssh.service", 1)
                    .group("/docker/" + A, 101)
                    .group("/docker/" + B, 201)
                    .process(101, "4026532101", "web")
                    .process(201, "4026532201", "db");
            return Told.nothing().running("docker", A, "web", 101);
        }
    },
    HYBRID(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            HostRoom.in(folder)
                    .hybrid()
                    .group("/system.slice/docker-" + A + ".scope", 101)
                    .process(101, "4026532101", "web");
            return Told.nothing().running("docker", A, "web", 101);
        }
    },
    KUBERNETES(Kubernetes.ON) {
        @Override
        Told make(Path folder) {
            var pods = "/kubepods.slice/kubepods-burstable.slice/";
            var pod = pods + "kubepods-burstable-pod" + UID.replace('-', '_') + ".slice";
            HostRoom.in(folder)
                    .unified()
                    .group("/kubepods.slice")
                    .group(pods.substring(0, pods.length() - 1))
                    .group(pod)
                    .group(pod + "/cri-containerd-" + A + ".scope", 101)
                    .group(pod + "/cri-containerd-" + B + ".scope", 201)
                    .group("/kubepods.slice/kubepods-pod" + OTHER_UID.replace('-', '_') + ".slice")
                    .group(
                            "/kubepods.slice/kubepods-pod"
                                    + OTHER_UID.replace('-', '_')
                                    + ".slice/crio-"
                                    + C
                                    + ".scope",
                            301)
                    .process(101, "4026532101", "pause")
                    .process(201, "4026532101", "cuda")
                    .process(301, "4026532301", "web")
                    .file("root/var/log/pods/shop_web-0_" + OTHER_UID + "/x/0.log", "")
                    .file("root/var/log/pods/ml_train-0_" + UID + "/x/0.log", "")
                    .file("root/var/log/containers/web-0_shop_nginx-" + C + ".log", "");
            return Told.nothing()
                    .running("containerd", B, "cuda", 201, new Pod(UID, "train-0", "ml", "cuda"));
        }
    },
    ROOTLESS_PODMAN(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            var user = "/user.slice/user-1000.slice/user@1000.service/";
            HostRoom.in(folder)
                    .unified()
                    .group("/user.slice/user-1000.slice/session-3.scope", 1)
                    .group(user + "user.slice/libpod-" + A + ".scope")
                    .group(user + "user.slice/libpod-" + A + ".scope/container", 101)
                    .group(user + "user.slice/libpod-conmon-" + A + ".scope", 100)
                    .group(user + "app.slice/web.service")
                    .group(user + "app.slice/web.service/libpod-payload-" + B, 201)
                    .group(user + "app.slice/web.service/supervisor", 200)
                    .process(101, "4026532101", "job")
                    .process(201, "4026532201", "web");
            return Told.nothing().running("podman", A, "job", 101);
        }
    },
    LXC(Kubernetes.AUTO) {
        @Override
        Told make(Path folder) {
            HostRoom.in(folder)
                    .unified()
                    .group("/lxc.monitor.web", 100)
                    .group("/lxc.payload.web")
                    .group("/lxc.payload.web/init.scope", 101)
                    .group("/lxc.payload.web/system.slice/nginx.service", 102, 103)
                    .group("/lxc/100/ns", 201)
                    .process(101, "4026532101", "init")
                    .process(201, "4026532201", "init");
            return Told.nothing();
        }
    };

    /** No runtime is asked. */
    static final RuntimesSettings NO_RUNTIMES =
            new RuntimesSettings(
                    false, false, false, false, List.of(), List.of(), List.of(), Duration.ZERO);

    /** How often sizes are measured where nobody measures any. */
    static final Duration SELDOM = Duration.ofHours(1);

    static final ContainerActionSettings NO_ACTIONS =
            SettingsBinder.defaults(ContainerActionSettings.class);

    static final QuotaSettings NO_QUOTAS = SettingsBinder.defaults(QuotaSettings.class);

    static final String A = "a".repeat(64);
    static final String B = "b".repeat(64);
    static final String C = "c".repeat(64);
    static final String D = "d".repeat(64);
    static final String UID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    static final String OTHER_UID = "11111111-2222-3333-4444-555555555555";

    private final Kubernetes kubernetes;

    Hosts(Kubernetes kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Writes its files; what its runtimes say. */
    abstract Told make(Path folder);

    ContainersSettings settings() {
        return new ContainersSettings(
                List.of("team"),
                kubernetes,
                false,
                1000,
                SELDOM,
                NO_RUNTIMES,
                NO_ACTIONS,
                NO_QUOTAS);
    }

    String golden() {
        return "src/test/golden/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".prom";
    }
}
