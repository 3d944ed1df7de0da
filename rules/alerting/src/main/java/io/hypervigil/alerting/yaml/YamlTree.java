package io.hypervigil.alerting.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value of no fixed shape, such as the body that a user writes for a webhook. */
final class YamlTree {

    // A text within an alias can be repeated without end: 10,000 nodes are a very large body.
    private static final int MOST_NODES = 10_000;

    private final String file;
    private int nodes;

    private YamlTree(String file) {
        this.file = file;
    }

    static Object of(Node node, String file) {
        return new YamlTree(file).value(node);
    }

    private Object value(Node node) {
        if (++nodes > MOST_NODES) {
            throw new YamlException(YamlText.place(node, file), "too large");
        }
        return switch (node) {
            case MappingNode mapping -> values(mapping);
            case SequenceNode sequence -> sequence.getValue().stream().map(this::value).toList();
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new YamlException(YamlText.place(node, file), "not understood");
        };
    }

    private Map<String, Object> values(MappingNode node) {
        var values = new LinkedHashMap<String, Object>();
        for (var tuple : node.getValue()) {
            values.put(String.valueOf(value(tuple.getKeyNode())), value(tuple.getValueNode()));
        }
        return values;
    }
}
