package io.hypervigil.containers.oci;

import io.hypervigil.containers.gpurequest.GpuWords;
import io.hypervigil.containers.gpurequest.NvidiaHook;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What we need of a bundle's {@code config.json} (OCI runtime specification).
 *
 * @param annotations what the runtime above notes there
 * @param cgroup the container's, where it says
 * @param network whose network namespace it has
 * @param gpus that it was given
 */
public record OciConfig(
        Map<String, String> annotations,
        Optional<String> cgroup,
        Network network,
        List<GpuRequest> gpus) {

    /** Where its network is. */
    public enum Network {
        HOST,
        /** That of a pod, or of another container. */
        JOINED,
        OWN
    }

    /** Keeps what it was given from changing. */
    public OciConfig {
        annotations = Map.copyOf(annotations);
        gpus = List.copyOf(gpus);
    }

    /** Takes it out of the document. */
    public static OciConfig of(Json config) {
        var annotations = config.at("annotations").textsByKey();
        var words = new GpuWords().annotations(annotations);
        if (NvidiaHook.isIn(config)) {
            words.environment(config.at("process", "env").texts());
        }
        return new OciConfig(
                annotations,
                config.at("linux", "cgroupsPath").text().flatMap(CgroupsPath::of),
                network(config),
                words.found());
    }

    private static Network network(Json config) {
        return config.at("linux", "namespaces").items().stream()
                .filter(each -> each.at("type").textOrEmpty().equals("network"))
                .map(each -> isOfProcess(each.at("path")) ? Network.JOINED : Network.OWN)
                .findFirst()
                .orElse(Network.HOST);
    }

    /**
     * Another's namespace is named by that one's process, {@code /proc/PID/ns/net}; one that was
     * made for this container may have a path too, {@code /run/netns/…}.
     */
    private static boolean isOfProcess(Json path) {
        return path.textOrEmpty().startsWith("/proc/");
    }
}
