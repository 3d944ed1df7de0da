package io.hypervigil.kubernetes.pods;

import io.hypervigil.collect.files.FileTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * UIDs of this node's pods by their names, which the kubelet's answer has not: the kubelet keeps
 * the logs of a pod in /var/log/pods/NAMESPACE_NAME_UID, and names have no underscore.
 *
 * <p>A pod that was made anew under its old name has two folders for a while; the newer one counts.
 */
public final class PodUids {

    private static final String FOLDER = "var/log/pods";
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9.-]+)_([a-z0-9.-]+)_([0-9a-f-]{32,36})");

    private final Map<String, Dated> uids = new HashMap<>();

    private record Dated(String uid, double modifiedSeconds) {}

    /**
     * @param root the host's files
     */
    public PodUids(FileTree root) {
        for (String folder : root.list(FOLDER)) {
            var name = NAME.matcher(folder);
            if (name.matches()) {
                var modified = root.modifiedSeconds(FOLDER + "/" + folder).orElse(0);
                uids.merge(
                        name.group(1) + "/" + name.group(2),
                        new Dated(name.group(3), modified),
                        (one, other) -> one.modifiedSeconds >= other.modifiedSeconds ? one : other);
            }
        }
    }

    /** Empty where the folder cannot be read, or has no logs of the pod yet. */
    public Optional<String> of(PodDevices pod) {
        return Optional.ofNullable(uids.get(pod.namespace() + "/" + pod.name())).map(Dated::uid);
    }
}
