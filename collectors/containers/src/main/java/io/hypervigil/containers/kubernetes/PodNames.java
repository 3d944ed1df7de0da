package io.hypervigil.containers.kubernetes;

import io.hypervigil.collect.files.FileTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What pods and their containers are called, by the names that the kubelet gives to their logs.
 *
 * <pre>
 * /var/log/pods/NAMESPACE_POD_UID
 * /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log
 * </pre>
 *
 * <p>Made for one round.
 */
public final class PodNames {

    private static final Pattern POD =
            Pattern.compile("([a-z0-9.-]+)_([a-z0-9.-]+)_([0-9a-f-]{32,36})");
    private static final Pattern CONTAINER =
            Pattern.compile("([a-z0-9.-]+)_([a-z0-9.-]+)_([a-z0-9.-]+)-([0-9a-f]{64})\\.log");

    private final Map<String, PodName> pods = new HashMap<>();
    private final Map<String, PodName> containers = new HashMap<>();

    /**
     * @param container "" for the pod itself
     */
    public record PodName(String namespace, String pod, String container) {}

    private PodNames() {}

    /** Where pods are not looked at. */
    public static PodNames none() {
        return new PodNames();
    }

    /** Those that have logs now. */
    public static PodNames read(FileTree root) {
        var names = new PodNames();
        for (String folder : root.list("var/log/pods")) {
            var pod = POD.matcher(folder);
            if (pod.matches()) {
                names.pods.put(pod.group(3), new PodName(pod.group(1), pod.group(2), ""));
            }
        }
        for (String link : root.list("var/log/containers")) {
            var name = CONTAINER.matcher(link);
            if (name.matches()) {
                names.containers.put(
                        name.group(4), new PodName(name.group(2), name.group(1), name.group(3)));
            }
        }
        return names;
    }

    /** Of a pod. */
    public Optional<PodName> ofPod(String uid) {
        return Optional.ofNullable(pods.get(uid));
    }

    /** Of a container; of that which holds the pod together there is none. */
    public Optional<PodName> ofContainer(String id) {
        return Optional.ofNullable(containers.get(id));
    }
}
