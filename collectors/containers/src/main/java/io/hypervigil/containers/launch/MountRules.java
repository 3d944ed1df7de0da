package io.hypervigil.containers.launch;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of the host's folders a container may be given. What a path really is decides, once all its
 * links are followed, and the real path is what the runtime is told.
 *
 * <p>Thread: any; immutable.
 */
public final class MountRules {

    private static final Pattern FOLDER = Pattern.compile("/[^:\\x00]*(?::rw)?");
    private static final Pattern MOUNT =
            Pattern.compile("(?<source>/[^:\\x00]*):(?<target>/[^:\\x00]*)(?::(?<mode>ro|rw))?");

    /** Belongs to the runtime; what is mounted at the last two asks NVIDIA's for GPUs. */
    private static final List<Path> KEPT =
            List.of(
                    Path.of("/proc"),
                    Path.of("/sys"),
                    Path.of("/dev"),
                    Path.of("/run/nvidia-container-devices"),
                    Path.of("/var/run/nvidia-container-devices"));

    private final Path root;
    private final List<Rule> rules;

    private record Rule(Path folder, boolean isWritable) {}

    /**
     * @param root where the host's / is seen from here
     * @param folders {@code /data}, or {@code /data:rw} where containers may write
     */
    public MountRules(Path root, List<String> folders) {
        this.root = root;
        this.rules = folders.stream().map(MountRules::rule).toList();
    }

    /** Whether this can stand in the configuration: an absolute path, {@code :rw} behind it. */
    public static boolean isFolder(String text) {
        return FOLDER.matcher(text).matches();
    }

    private static Rule rule(String text) {
        boolean isWritable = text.endsWith(":rw");
        return new Rule(
                Path.of(isWritable ? text.substring(0, text.length() - 3) : text).normalize(),
                isWritable);
    }

    /**
     * Reads {@code SOURCE:TARGET}, {@code :rw} behind it where it shall be writable.
     *
     * @throws ActionFailure for what is no such thing, is not there, or is not allowed
     */
    public List<HostMount> granted(List<String> asked) throws ActionFailure {
        var granted = new ArrayList<HostMount>();
        for (String text : asked) {
            var mount = granted(text);
            if (granted.stream().anyMatch(one -> one.target().equals(mount.target()))) {
                throw refusal(Kind.INVALID, text, "its target is given twice");
            }
            granted.add(mount);
        }
        return granted;
    }

    private HostMount granted(String text) throws ActionFailure {
        var parts = MOUNT.matcher(text);
        if (!parts.matches()) {
            throw refusal(Kind.INVALID, text, "SOURCE:TARGET or SOURCE:TARGET:rw expected");
        }
        boolean isWritable = "rw".equals(parts.group("mode"));
        var target = target(text, parts.group("target"));
        var source = real(text, parts.group("source"));
        if (!isAllowed(source, isWritable)) {
            throw refusal(
                    Kind.NOT_PERMITTED,
                    text,
                    source
                            + " is not below a folder that containers may "
                            + (isWritable ? "write to" : "have"));
        }
        return new HostMount(source.toString(), target.toString(), isWritable);
    }

    private static Path target(String text, String given) throws ActionFailure {
        var target = path(text, given);
        if (target.getNameCount() == 0 || KEPT.stream().anyMatch(target::startsWith)) {
            throw refusal(Kind.INVALID, text, "nothing can be mounted at " + target);
        }
        return target;
    }

    private static Path path(String text, String given) throws ActionFailure {
        try {
            var path = Path.of(given);
            if (!path.normalize().equals(path)) {
                throw refusal(Kind.INVALID, text, "a path without . and .. expected");
            }
            return path;
        } catch (InvalidPathException e) {
            throw refusal(Kind.INVALID, text, "no path");
        }
    }

    /** As the host sees it. A socket or a device is more than data: it is not given away. */
    private Path real(String text, String given) throws ActionFailure {
        var source = path(text, given);
        try {
            var found = onHost(source);
            if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
                throw refusal(Kind.NOT_PERMITTED, text, source + " is no file and no folder");
            }
            return Path.of("/").resolve(root.toRealPath().relativize(found));
        } catch (IOException e) {
            throw refusal(Kind.NOT_FOUND, text, source + " is not there");
        }
    }

    private boolean isAllowed(Path source, boolean isWritable) {
        return rules.stream()
                .filter(rule -> rule.isWritable || !isWritable)
                .map(rule -> realFolder(rule.folder))
                .flatMap(Optional::stream)
                .anyMatch(source::startsWith);
    }

    private Optional<Path> realFolder(Path folder) {
        try {
            return Optional.of(Path.of("/").resolve(root.toRealPath().relativize(onHost(folder))));
        } catch (IOException _) {
            return Optional.empty(); // Nothing is below a folder that is not there.
        }
    }

    /**
     * The real path, seen from here.
     *
     * @throws IOException also where a link leads out of the host's tree, as an absolute one does
     *     where that is not our own
     */
    private Path onHost(Path path) throws IOException {
        var realRoot = root.toRealPath();
        var found = realRoot.resolve(Path.of("/").relativize(path)).toRealPath();
        if (!found.startsWith(realRoot)) {
            throw new IOException(path + " leads out of " + root);
        }
        return found;
    }

    private static ActionFailure refusal(Kind kind, String text, String why) {
        return new ActionFailure(
                kind,
                "mounts: '" + text + "': " + why,
                "collectors.containers.actions.mounts names the folders that are allowed",
                null);
    }
}
