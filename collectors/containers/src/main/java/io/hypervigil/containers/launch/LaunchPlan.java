package io.hypervigil.containers.launch;

import io.hypervigil.containers.quota.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new container shall be, all of it allowed.
 *
 * @param name that it gets
 * @param image it is made from
 * @param command instead of the image's own; none where that is to run
 * @param environment its variables
 * @param mounts files and folders of the host
 * @param network {@code none}, {@code bridge}, {@code host} or the name of one
 * @param ports of the host that lead to it
 * @param limits what it may have of processors and memory, 0 where it is not limited
 * @param restart when it is started again
 * @param isRemovedAfter whether it goes once it has ended
 * @param user as whom it runs; the image's own where empty
 * @param labels also those by which it is known again
 * @param permissions that let it out of its box
 */
public record LaunchPlan(
        String name,
        ImageName image,
        List<String> command,
        Environment environment,
        List<HostMount> mounts,
        String network,
        List<PublishedPort> ports,
        Amounts limits,
        RestartPolicy restart,
        boolean isRemovedAfter,
        Optional<String> user,
        Map<String, String> labels,
        List<Permission> permissions) {

    /** Whose quota a container counts on. */
    public static final String OWNER_LABEL = "hypervigil.owner";

    /** What it was launched with, as a digest: by it the same launch is known again. */
    public static final String DIGEST_LABEL = "hypervigil.launch";

    /** What a caller may not set. */
    public static final String OUR_LABELS = "hypervigil.";

    /** Keeps what it was given from changing. */
    public LaunchPlan {
        command = List.copyOf(command);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
        permissions = List.copyOf(permissions);
    }

    /** The same with other variables and labels. */
    public LaunchPlan with(Environment newEnvironment, Map<String, String> newLabels) {
        return new LaunchPlan(
                name,
                image,
                command,
                newEnvironment,
                mounts,
                network,
                ports,
                limits,
                restart,
                isRemovedAfter,
                user,
                newLabels,
                permissions);
    }
}
