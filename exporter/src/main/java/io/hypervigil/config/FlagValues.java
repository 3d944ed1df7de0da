package io.hypervigil.config;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags that were given, each with its values as written.
 *
 * <p>Thread: any; immutable.
 */
public final class FlagValues {

    /** No flag at all. */
    public static final FlagValues NONE = new FlagValues(Map.of());

    private final Map<Flag, Written> values;

    /**
     * @param name as it was written, {@code --no-} included
     */
    private record Written(String name, List<String> values) {}

    private FlagValues(Map<Flag, Written> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * These and one more.
     *
     * @param name as it was written: the flag's own, or with {@code --no-}
     * @param added its value; that of a switch is true or false
     * @return empty where the flag may be given once only and was
     */
    public Optional<FlagValues> with(Flag flag, String name, String added) {
        var longer = new LinkedHashMap<>(values);
        var before = longer.get(flag);
        if (before != null && flag.form() != Flag.Form.REPEATED) {
            return Optional.empty();
        }
        var all = new ArrayList<>(before == null ? List.of() : before.values());
        all.add(added);
        longer.put(flag, new Written(name, List.copyOf(all)));
        return Optional.of(new FlagValues(longer));
    }

    /** The configuration file that was named. */
    public Optional<String> configFile() {
        return Optional.ofNullable(values.get(FlagCatalog.CONFIG_FILE))
                .map(written -> written.values().getFirst());
    }

    /** The flags as if they stood in a file, relative paths made absolute. */
    Given asGiven() {
        var root = new Node();
        values.forEach(
                (flag, written) -> {
                    if (!flag.path().isEmpty()) {
                        root.put(flag.path(), given(flag, written));
                    }
                });
        return root.asGiven();
    }

    private static Given given(Flag flag, Written written) {
        var items =
                written.values().stream()
                        .<Given>map(value -> new Given.Scalar(text(flag, value), written.name()))
                        .toList();
        return flag.form() == Flag.Form.REPEATED
                ? new Given.Items(items, written.name())
                : items.getFirst();
    }

    private static String text(Flag flag, String value) {
        if (!(flag.type() instanceof SettingType.FilePath) || value.isEmpty()) {
            return value;
        }
        try {
            return Path.of(value).toAbsolutePath().toString();
        } catch (InvalidPathException _) {
            // Refused where the paths of files are.
            return value;
        }
    }

    @Override
    public String toString() {
        return values.values().toString();
    }

    /** A mapping on its way. */
    private static final class Node {

        private final Map<String, Node> below = new LinkedHashMap<>();
        private final Map<String, Given> leaves = new LinkedHashMap<>();

        void put(List<String> path, Given leaf) {
            if (path.size() == 1) {
                leaves.put(path.getFirst(), leaf);
            } else {
                below.computeIfAbsent(path.getFirst(), _ -> new Node())
                        .put(path.subList(1, path.size()), leaf);
            }
        }

        Given.Fields asGiven() {
            var fields = new LinkedHashMap<>(leaves);
            below.forEach((key, node) -> fields.put(key, node.asGiven()));
            return new Given.Fields(fields, Map.of(), "flags");
        }
    }
}
