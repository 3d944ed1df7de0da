package io.hypervigil.alerting.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML text read into nodes; nothing in it is ever made into an object of its own choice.
 *
 * <p>Limits: 16 MiB of text, 64 levels, 1,000 aliases of collections.
 */
public final class YamlText {

    private static final int MOST_CHARACTERS = 16 << 20;
    private static final int MOST_LEVELS = 64;
    private static final int MOST_ALIASES = 1_000;

    private YamlText() {}

    /**
     * The one mapping that the text is.
     *
     * @param text the whole of it
     * @param file what messages call it
     * @return empty where the text holds nothing, or {@code null} alone
     * @throws YamlException if it is no YAML, no mapping, or more than one document
     */
    public static Optional<YamlMapping> mapping(String text, String file) {
        var documents = documents(text, file);
        if (documents.size() > 1) {
            throw new YamlException(
                    place(documents.get(1), file), "a second document, one expected");
        }
        return first(documents, file);
    }

    /**
     * The mapping that the text's first document is; the others are not looked at, as Prometheus
     * does with files of rules.
     *
     * @param text the whole of it
     * @param file what messages call it
     * @return empty where it holds nothing, or {@code null} alone
     * @throws YamlException if the text is no YAML or its first document no mapping
     */
    public static Optional<YamlMapping> firstMapping(String text, String file) {
        return first(documents(text, file), file);
    }

    private static Optional<YamlMapping> first(List<Node> documents, String file) {
        return documents.stream()
                .limit(1)
                .filter(node -> !isNull(node))
                .map(node -> new YamlMapping(asMapping(node, file, "the file"), file))
                .findFirst();
    }

    /** How much of a value may be seen. */
    public enum Seen {
        /** All of it. */
        OPEN,
        /** An address without who asks there. */
        WITHOUT_USER,
        /** Nothing. */
        HIDDEN
    }

    /** Says of each key how much of its value may be seen. */
    @FunctionalInterface
    public interface Masking {

        /**
         * @param above the key that the mapping stands under, itself or in a list; empty at the top
         */
        Seen of(String above, String key);
    }

    /**
     * The text as it may be shown: what stands under a key that is secret is {@code <secret>}.
     *
     * @throws YamlException if it is no YAML, or more than one document
     */
    public static String masked(String text, String file, Masking masking) {
        var documents = documents(text, file);
        if (documents.size() > 1) {
            throw new YamlException(
                    place(documents.get(1), file), "a second document, one expected");
        }
        return documents.isEmpty() ? "" : new SecretMask(masking).write(documents.getFirst());
    }

    private static List<Node> documents(String text, String file) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(MOST_LEVELS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        var nodes = new ArrayList<Node>();
        try {
            new Yaml(options).composeAll(new StringReader(text)).forEach(nodes::add);
        } catch (MarkedYAMLException e) {
            throw new YamlException(markedPlace(e, file), e.getProblem());
        } catch (YAMLException e) {
            throw new YamlException(new YamlPlace(file, 1, 1), String.valueOf(e.getMessage()));
        }
        return nodes;
    }

    private static YamlPlace markedPlace(MarkedYAMLException fault, String file) {
        var mark = fault.getProblemMark();
        return mark == null
                ? new YamlPlace(file, 1, 1)
                : new YamlPlace(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static YamlPlace place(Node node, String file) {
        var mark = node.getStartMark();
        return new YamlPlace(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static MappingNode asMapping(Node node, String file, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw new YamlException(place(node, file), what + " must be a mapping");
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }
}
