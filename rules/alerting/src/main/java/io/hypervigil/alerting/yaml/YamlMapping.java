package io.hypervigil.alerting.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping whose fields are asked for by name. A key that nobody has asked for by the time of
 * {@link #end()} is a fault, as is one that stands twice; a value that is {@code null} counts as
 * absent. Aliases and merge keys ({@code <<}) are resolved.
 *
 * <p>Thread: one at a time.
 */
public final class YamlMapping {

    private static final int MOST_MERGES = 64;

    private final MappingNode node;
    private final String file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private record Entry(Node key, Node value) {}

    YamlMapping(MappingNode node, String file) {
        this.node = node;
        this.file = file;
        addAll(node, 0);
    }

    private void addAll(MappingNode mapping, int depth) {
        if (depth > MOST_MERGES) {
            throw new YamlException(YamlText.place(mapping, file), "merged too deeply");
        }
        var own = new LinkedHashSet<String>();
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode();
            if (!key.getTag().equals(Tag.MERGE)) {
                var name = scalar(key, "a key");
                if (!own.add(name)) {
                    throw new YamlException(
                            YamlText.place(key, file), "key \"" + name + "\" stands twice");
                }
                entries.putIfAbsent(name, new Entry(key, tuple.getValueNode()));
            }
        }
        // Last, since what a mapping says itself goes before what it merges in.
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), depth);
            }
        }
    }

    private void merge(Node value, int depth) {
        if (value instanceof SequenceNode several) {
            several.getValue().forEach(one -> merge(one, depth + 1));
        } else {
            addAll(YamlText.asMapping(value, file, "what << merges in"), depth + 1);
        }
    }

    /** Where it begins. */
    public YamlPlace place() {
        return YamlText.place(node, file);
    }

    /** Where the value of a key is; the mapping's own place where there is no such key. */
    public YamlPlace place(String key) {
        var entry = entries.get(key);
        return entry == null ? place() : YamlText.place(entry.value(), file);
    }

    /** A fault of the value of a key, to be thrown. */
    public YamlException wrong(String key, String what) {
        return new YamlException(place(key), key + ": " + what);
    }

    /** Whether the key stands there, be its value {@code null}. */
    public boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /** Whether the key is absent, or its value {@code null}. */
    public boolean isNull(String key) {
        return value(key).isEmpty();
    }

    /** Its keys, as they stand. */
    public Set<String> keys() {
        return Set.copyOf(entries.keySet());
    }

    /** A scalar's text as it was written, numbers and booleans too. */
    public Optional<String> text(String key) {
        return value(key).map(value -> scalar(value, key));
    }

    /**
     * A whole number.
     *
     * @throws YamlException if it is something else
     */
    public OptionalLong integer(String key) {
        var text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException _) {
            throw wrong(key, "\"" + text.get() + "\" is no whole number");
        }
    }

    /**
     * A number as Prometheus' YAML has it: also {@code 0x10}, {@code 1_000}, {@code .inf}; a text
     * in quotes is none.
     *
     * @throws YamlException if it is something else
     */
    public OptionalDouble number(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        var text = scalar(value.get(), key);
        boolean isPlain = ((ScalarNode) value.get()).isPlain();
        try {
            if (isPlain) {
                return OptionalDouble.of(YamlNumber.parse(text));
            }
        } catch (NumberFormatException _) {
            // Told as any other text is.
        }
        throw wrong(key, "\"" + text + "\" is no number");
    }

    /**
     * True or false, in the words of YAML 1.1.
     *
     * @throws YamlException if it is something else
     */
    public Optional<Boolean> flag(String key) {
        return text(key)
                .map(
                        text ->
                                switch (text) {
                                    case "true", "True", "TRUE", "yes", "Yes", "YES" -> true;
                                    case "y", "Y", "on", "On", "ON" -> true;
                                    case "false", "False", "FALSE", "no", "No", "NO" -> false;
                                    case "n", "N", "off", "Off", "OFF" -> false;
                                    default ->
                                            throw wrong(
                                                    key,
                                                    "\"" + text + "\", true or false expected");
                                });
    }

    /** A mapping within. */
    public Optional<YamlMapping> mapping(String key) {
        return value(key).map(value -> new YamlMapping(YamlText.asMapping(value, file, key), file));
    }

    /** A list of mappings; empty where it is absent. */
    public List<YamlMapping> mappings(String key) {
        return items(
                key,
                item -> new YamlMapping(YamlText.asMapping(item, file, "an item of " + key), file));
    }

    /** A list of mappings without those that are null; empty where it is absent. */
    public List<YamlMapping> presentMappings(String key) {
        return items(
                        key,
                        item ->
                                YamlText.isNull(item)
                                        ? Optional.<YamlMapping>empty()
                                        : Optional.of(
                                                new YamlMapping(
                                                        YamlText.asMapping(
                                                                item, file, "an item of " + key),
                                                        file)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A list of scalars' texts; empty where it is absent. */
    public List<String> texts(String key) {
        return items(key, item -> scalar(item, "an item of " + key));
    }

    /** A mapping of scalars to scalars, in their order; empty where it is absent. */
    public Map<String, String> textMap(String key) {
        return mapping(key).map(YamlMapping::allTexts).orElseGet(Map::of);
    }

    /**
     * Whatever stands there, as mappings ({@code Map<String, Object>}), lists ({@code
     * List<Object>}) and texts of scalars; empty where it is absent.
     */
    public Optional<Object> tree(String key) {
        return value(key).map(value -> YamlTree.of(value, file));
    }

    private Map<String, String> allTexts() {
        var texts = new LinkedHashMap<String, String>();
        entries.keySet().forEach(key -> texts.put(key, text(key).orElse("")));
        return texts;
    }

    private <T> List<T> items(String key, Function<Node, T> reading) {
        var value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(reading).toList();
        }
        throw wrong(key, "must be a list");
    }

    /**
     * Ends the reading.
     *
     * @throws YamlException if there is a key that was not asked for
     */
    public void end() {
        entries.forEach(
                (key, entry) -> {
                    if (!asked.contains(key)) {
                        throw new YamlException(
                                YamlText.place(entry.key(), file),
                                "field " + key + " is not known here");
                    }
                });
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(Entry::value)
                .filter(value -> !YamlText.isNull(value));
    }

    private String scalar(Node value, String what) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new YamlException(YamlText.place(value, file), what + " must be a plain value");
    }
}
