package io.hypervigil.nvml.profile;

import io.hypervigil.nvml.profile.Profile.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All profiles: shipped, of the configuration, and made at run time; a name belongs to one only.
 *
 * <p>Each change is in the file before it holds. Where there is no file, or none that can be read,
 * none can be made.
 *
 * <p>Thread: any.
 */
public final class Profiles {

    private static final int MOST = 100;

    private final List<Profile> fixed;
    private final Set<String> configuredToKeep;
    private final Optional<ProfileFile> file;
    private final String whyFixed;
    private ProfileText.Kept kept = new ProfileText.Kept(List.of(), Set.of());

    private Profiles(
            List<Profile> fixed, Set<String> keep, Optional<ProfileFile> file, String whyFixed) {
        this.whyFixed = whyFixed;
        this.fixed = List.copyOf(fixed);
        this.configuredToKeep = Set.copyOf(keep);
        this.file = file;
    }

    /**
     * Reads what is kept.
     *
     * @param configured by name
     * @param file in a state directory that is there
     * @throws IllegalArgumentException where a configured one takes the name of a shipped one
     * @throws IOException where the file is there and cannot be read
     */
    public static Profiles open(Map<String, ConfiguredProfile> configured, Optional<Path> file)
            throws IOException {
        var profiles =
                of(
                        configured,
                        file.map(ProfileFile::new),
                        "no profiles_file to keep profiles in is configured");
        if (profiles.file.isPresent()) {
            profiles.kept = profiles.file.get().read();
        }
        return profiles;
    }

    /**
     * Those without the ones of a file that cannot be read, which is left as it is.
     *
     * @param why it cannot be read
     */
    public static Profiles withoutFile(Map<String, ConfiguredProfile> configured, String why) {
        return of(configured, Optional.empty(), why);
    }

    private static Profiles of(
            Map<String, ConfiguredProfile> configured,
            Optional<ProfileFile> file,
            String whyFixed) {
        var fixed = new ArrayList<>(ShippedProfiles.ALL);
        var keep = new LinkedHashSet<String>();
        configured.forEach(
                (name, profile) -> {
                    if (ShippedProfiles.ALL.stream().anyMatch(other -> other.name().equals(name))) {
                        throw new IllegalArgumentException(
                                "profile " + name + ": there is a shipped one of that name");
                    }
                    fixed.add(profile.named(name));
                    if (profile.keep()) {
                        keep.add(name);
                    }
                });
        return new Profiles(fixed, keep, file, whyFixed);
    }

    /** Shipped, configured, made at run time. One of the file that is fixed by now is not given. */
    public synchronized List<Profile> all() {
        var all = new ArrayList<>(fixed);
        kept.profiles().stream().filter(made -> !isFixed(made.name())).forEach(all::add);
        return all;
    }

    /** The profile of a name. */
    public Optional<Profile> of(String name) {
        return all().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** Profiles to apply whenever a GPU comes, in the order of {@link #all}. */
    public synchronized List<Profile> toKeep() {
        return all().stream().filter(profile -> isKept(profile.name())).toList();
    }

    /** Whether it is applied whenever a GPU comes. */
    public synchronized boolean isKept(String name) {
        return configuredToKeep.contains(name) || kept.keep().contains(name);
    }

    /** Whether the configuration has it applied whenever a GPU comes. */
    public boolean isKeptByConfiguration(String name) {
        return configuredToKeep.contains(name);
    }

    /** Whether its name is taken for good. */
    public boolean isFixed(String name) {
        return fixed.stream().anyMatch(profile -> profile.name().equals(name));
    }

    /** Why nothing can be made and kept; empty where it can. */
    public Optional<String> whyFixed() {
        return file.isPresent() ? Optional.empty() : Optional.of(whyFixed);
    }

    /**
     * Adds a profile, or replaces the one of its name.
     *
     * @param before the one of its name that is known to the caller
     * @return false where there is another one by now; all is as before then
     * @throws IOException where it cannot be kept, or there are too many; all is as before then
     */
    public synchronized boolean put(Optional<Profile> before, Profile profile) throws IOException {
        if (profile.origin() != Origin.CREATED || isFixed(profile.name())) {
            throw new IllegalArgumentException("profile " + profile.name() + " is fixed");
        }
        if (!of(profile.name()).equals(before)) {
            return false;
        }
        change(
                present -> {
                    var made = without(present, profile.name());
                    made.add(profile);
                    return new ProfileText.Kept(made, present.keep());
                });
        return true;
    }

    /** Takes a profile away; it is not applied again either. */
    public void remove(String name) throws IOException {
        change(
                before -> {
                    var keep = new LinkedHashSet<>(before.keep());
                    keep.remove(name);
                    return new ProfileText.Kept(without(before, name), keep);
                });
    }

    /** Has a profile applied whenever a GPU comes, or no more. */
    public void keep(String name, boolean isKept) throws IOException {
        change(
                before -> {
                    var keep = new LinkedHashSet<>(before.keep());
                    boolean _ = isKept ? keep.add(name) : keep.remove(name);
                    return new ProfileText.Kept(before.profiles(), keep);
                });
    }

    private synchronized void change(UnaryOperator<ProfileText.Kept> made) throws IOException {
        var after = made.apply(kept);
        if (after.profiles().size() > MOST) {
            throw new IOException("more than " + MOST + " profiles");
        }
        if (file.isEmpty()) {
            throw new IOException(whyFixed);
        }
        file.get().write(after);
        kept = after;
    }

    private static List<Profile> without(ProfileText.Kept before, String name) {
        return new ArrayList<>(
                before.profiles().stream().filter(other -> !other.name().equals(name)).toList());
    }
}
