package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.KeptFile;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of one group, in whichever hierarchy they lie. A file that is not there is asked for
 * again only after {@link #forgetMissing}: most are missing for good, as swap where the kernel
 * counts none, and asking costs more than reading.
 *
 * <p>Thread: one.
 */
public final class CgroupFiles {

    private final FileTree sys;
    private final CgroupMounts mounts;
    private final String listed;
    private final KeptFiles kept;
    private final String path;
    private final Map<String, KeptFile> open = new HashMap<>(8);
    private final Map<String, OptionalLong> seldom = new HashMap<>(4);
    private final Map<String, Last<?>> moving = new HashMap<>(8);
    private @Nullable Set<String> missing;
    private boolean isSuspect;
    private boolean isSeen;
    private @Nullable MalformedTextException flaw;

    /** Opens a file that is to stay open. */
    @FunctionalInterface
    private interface Opening {
        Optional<KeptFile> open(String folder, String path) throws IOException;
    }

    /** What a file said last, beside which number, and whether it had said the same before. */
    private record Last<T>(Optional<T> value, OptionalLong beside, boolean isStill) {}

    /**
     * @param kept where files stay open that are read each round
     * @param path of the group, from the hierarchy's root
     */
    public CgroupFiles(FileTree sys, CgroupMounts mounts, KeptFiles kept, String path) {
        this.sys = sys;
        this.mounts = mounts;
        this.listed = mounts.listed();
        this.kept = kept;
        this.path = path;
    }

    /** Whether a controller's files are those of version 1. */
    public boolean isLegacy(String controller) {
        return mounts.isLegacy(controller);
    }

    /** What a file says; empty where it is not there, may not be read, or makes no sense. */
    public <T> Optional<T> find(String controller, String file, Function<Text, T> parser) {
        return mounts.folder(controller).flatMap(folder -> readKept(folder, file, parser));
    }

    /** As {@link #find}, of what is asked for so rarely that it stays open where few do. */
    public <T> Optional<T> findRare(String controller, String file, Function<Text, T> parser) {
        return mounts.folder(controller)
                .flatMap(folder -> readKept(folder, file, kept::openRare, parser));
    }

    /** As {@link #find}, of one whole number; empty for {@code max} as well. */
    public OptionalLong number(String controller, String file) {
        return find(controller, file, Text::toWhole).orElse(OptionalLong.empty());
    }

    /** As {@link #number}, of one that seldom changes: as it was after {@link #forgetSeldom}. */
    public OptionalLong seldom(String controller, String file) {
        var known = seldom.get(file);
        if (known == null) {
            known = number(controller, file);
            seldom.put(file, known);
        }
        return known;
    }

    /**
     * As {@link #find}, of what often stands still: what was the same twice is not read again
     * before {@link #forgetSeldom}.
     */
    public <T> Optional<T> findIfMoving(String controller, String file, Function<Text, T> parser) {
        return findIfMoving(controller, file, OptionalLong.empty(), parser);
    }

    /**
     * As {@link #findIfMoving(String, String, Function)}, of what mostly stands still while a
     * number does: where that is another than at the last reading, it is read again.
     */
    public <T> Optional<T> findIfMoving(
            String controller, String file, OptionalLong beside, Function<Text, T> parser) {
        return mounts.folder(controller).flatMap(folder -> ifMoving(folder, file, beside, parser));
    }

    /** As {@link #findIfMoving}, of a file that version 2 has whatever version 1 has beside it. */
    public <T> Optional<T> findUnifiedIfMoving(String file, Function<Text, T> parser) {
        return mounts.unified()
                .flatMap(folder -> ifMoving(folder, file, OptionalLong.empty(), parser));
    }

    /** The paths of the groups below, however deep, as far as some dozens. */
    public List<String> below() {
        return new GroupsBelow(sys, listed).of(path);
    }

    /**
     * The processes right in a group: this one, or one of {@link #below}. Of version 1 an open file
     * would give for a second what it gave before.
     */
    public <T> Optional<T> processes(String group, Function<Text, T> parser) {
        return group.equals(path)
                ? read(listed, "cgroup.procs", parser)
                : readOf(group, listed, "cgroup.procs", parser);
    }

    /** The path that it was made with. */
    public String path() {
        return path;
    }

    /**
     * Whether the group went while it was read since the last time, or before, so that what was
     * read of it is a part only. A file that is newly missing makes it look; one that was read does
     * not, since of a group that is gone none can be.
     */
    public boolean isGone() {
        boolean isGone = (isSuspect || !isSeen) && !sys.exists(listed + path);
        isSuspect = false;
        isSeen = false;
        return isGone;
    }

    /** Says once what of the files made no sense. */
    public Optional<MalformedTextException> takeFlaw() {
        var taken = Optional.ofNullable(flaw);
        flaw = null;
        return taken;
    }

    /** Reads anew what seldom changes. */
    public void forgetSeldom() {
        seldom.clear();
        moving.replaceAll((_, last) -> new Last<>(last.value, last.beside, false));
    }

    /** Reads anew all of it: the group may be another of the same name. */
    public void forgetAll() {
        seldom.clear();
        moving.clear();
    }

    /** Closes what stays open, for a group that is gone. */
    public void release() {
        open.values().forEach(kept::close);
        open.clear();
    }

    /** Looks again for what was not there. */
    public void forgetMissing() {
        missing = null;
    }

    private <T> Optional<T> read(String folder, String file, Function<Text, T> parser) {
        return isMissing(file)
                ? Optional.empty()
                : noted(folder, file, readOf(path, folder, file, parser));
    }

    private <T> Optional<T> readKept(String folder, String file, Function<Text, T> parser) {
        return readKept(folder, file, kept::open, parser);
    }

    private <T> Optional<T> readKept(
            String folder, String file, Opening opening, Function<Text, T> parser) {
        if (isMissing(file)) {
            return Optional.empty();
        }
        try {
            var opened = opened(folder, file, opening);
            if (opened.isPresent()) {
                return noted(folder, file, Optional.of(opened.get().read(parser)));
            }
        } catch (IOException _) {
            // The group went; there may be another of its name by now.
            Optional.ofNullable(open.remove(file)).ifPresent(kept::close);
        } catch (MalformedTextException e) {
            flaw = e;
            return noted(folder, file, Optional.empty());
        }
        return noted(folder, file, readOf(path, folder, file, parser));
    }

    private Optional<KeptFile> opened(String folder, String file, Opening opening)
            throws IOException {
        var known = open.get(file);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = opening.open(folder, path + "/" + file);
        opened.ifPresent(fresh -> open.put(file, fresh));
        return opened;
    }

    private boolean isMissing(String file) {
        return missing != null && missing.contains(file);
    }

    /** What the group's own file says, which says of the group as well whether it is there. */
    private <T> Optional<T> noted(String folder, String file, Optional<T> found) {
        if (found.isEmpty()) {
            isSuspect = true;
            remember(file);
        } else {
            isSeen |= folder.equals(listed);
        }
        return found;
    }

    // One file is asked for by one parser.
    @SuppressWarnings("unchecked")
    private <T> Optional<T> ifMoving(
            String folder, String file, OptionalLong beside, Function<Text, T> parser) {
        var last = (Last<T>) moving.get(file);
        if (last != null && last.isStill && last.beside.equals(beside)) {
            return last.value;
        }
        var fresh = readKept(folder, file, parser);
        moving.put(file, new Last<>(fresh, beside, last != null && last.value.equals(fresh)));
        return fresh;
    }

    private void remember(String file) {
        if (missing == null) {
            missing = new HashSet<>();
        }
        missing.add(file);
    }

    private <T> Optional<T> readOf(
            String group, String folder, String file, Function<Text, T> parser) {
        try {
            return Optional.of(sys.read(folder + group + "/" + file, parser));
        } catch (IOException _) {
            return Optional.empty();
        } catch (MalformedTextException e) {
            flaw = e;
            return Optional.empty();
        }
    }
}
