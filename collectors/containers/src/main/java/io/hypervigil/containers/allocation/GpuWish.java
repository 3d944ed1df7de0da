package io.hypervigil.containers.allocation;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The GPUs that a new container asks for.
 *
 * @param requests none, {@code All} alone, one {@code Count}, or names of some
 * @param policy which ones, where it is a count
 * @param isSharing whether it takes what others have too
 * @param migProfile {@code 1g.10gb} where the count is one of MIG instances of this profile
 */
public record GpuWish(
        List<GpuRequest> requests,
        GpuPolicy policy,
        boolean isSharing,
        Optional<String> migProfile) {

    private static final Pattern UUID = Pattern.compile("(GPU|MIG)-[0-9A-Za-z/-]{1,128}");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,4}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,4}):([0-9]{1,4})");
    private static final Pattern PROFILE =
            Pattern.compile("([0-9]c\\.)?[0-9]g\\.[0-9]{1,4}gb([+-][a-z.]{1,16})?");
    private static final String REMEDY =
            "give 'all', or GPU-… or MIG-… UUIDs, indices such as 0, parts such as 0:1";

    /** Keeps what it was given from changing. */
    public GpuWish {
        requests = List.copyOf(requests);
    }

    /** Of whole GPUs, or of instances by their names. */
    public GpuWish(List<GpuRequest> requests, GpuPolicy policy, boolean isSharing) {
        this(requests, policy, isSharing, Optional.empty());
    }

    /** Free MIG instances of a profile, which {@code 1g.10gb} or {@code 1c.2g.20gb} names. */
    public static GpuWish ofInstances(
            String profile, int count, GpuPolicy policy, boolean isSharing) throws ActionFailure {
        if (!PROFILE.matcher(profile).matches()) {
            throw invalid(
                    "gpu_mig: '" + profile + "' is no profile of MIG instances",
                    "give one such as 1g.10gb");
        }
        return new GpuWish(
                List.of(new GpuRequest.Count(count)), policy, isSharing, Optional.of(profile));
    }

    /**
     * Reads the words of a caller.
     *
     * @param count 0 where none was given
     */
    public static GpuWish of(List<String> names, int count, GpuPolicy policy, boolean isSharing)
            throws ActionFailure {
        var requests = new LinkedHashSet<GpuRequest>();
        for (String name : names) {
            requests.add(request(name));
        }
        boolean isMixed = requests.size() > 1 && requests.contains(new GpuRequest.All());
        if (isMixed || (count > 0 && !requests.isEmpty())) {
            throw invalid("gpus: 'all', names, or a count, one of these", "leave the others out");
        }
        if (count > 0) {
            requests.add(new GpuRequest.Count(count));
        }
        return new GpuWish(List.copyOf(requests), policy, isSharing);
    }

    /** Whether it asks for none. */
    public boolean isNone() {
        return requests.isEmpty();
    }

    private static GpuRequest request(String name) throws ActionFailure {
        if (name.equals("all")) {
            return new GpuRequest.All();
        }
        if (UUID.matcher(name).matches()) {
            return new GpuRequest.Uuid(name);
        }
        if (INDEX.matcher(name).matches()) {
            return new GpuRequest.Index(Integer.parseInt(name));
        }
        var part = PART.matcher(name);
        if (part.matches()) {
            return new GpuRequest.MigIndex(
                    Integer.parseInt(part.group(1)), Integer.parseInt(part.group(2)));
        }
        throw invalid("gpus: '" + name + "' names no GPU", REMEDY);
    }

    private static ActionFailure invalid(String message, String remedy) {
        return new ActionFailure(Kind.INVALID, message, remedy, null);
    }
}
