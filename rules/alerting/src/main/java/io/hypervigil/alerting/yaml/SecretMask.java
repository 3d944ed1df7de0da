package io.hypervigil.alerting.yaml;

import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes a text anew with what is secret in it left out; comments are left out too. */
final class SecretMask {

    private static final String MASK = "<secret>";

    private final Predicate<String> isSecret;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    SecretMask(Predicate<String> isSecret) {
        this.isSecret = isSecret;
    }

    String write(Node root) {
        mask(root);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        var text = new StringWriter();
        new Yaml(options).serialize(root, text);
        return text.toString();
    }

    private void mask(Node node) {
        if (node instanceof CollectionNode<?> collection && seen.add(node)) {
            collection.setFlowStyle(DumperOptions.FlowStyle.BLOCK);
            if (node instanceof MappingNode mapping) {
                mapping.setValue(mapping.getValue().stream().map(this::masked).toList());
            } else if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(this::mask);
            }
        }
    }

    private NodeTuple masked(NodeTuple tuple) {
        var key = tuple.getKeyNode();
        if (key instanceof ScalarNode name && isSecret.test(name.getValue())) {
            return new NodeTuple(key, hidden(tuple.getValueNode()));
        }
        mask(tuple.getValueNode());
        return tuple;
    }

    /** Whatever stands there; nothing where nothing did. */
    private static Node hidden(Node value) {
        boolean isEmpty =
                (value instanceof ScalarNode scalar && scalar.getValue().isEmpty())
                        || (value instanceof CollectionNode<?> collection
                                && collection.getValue().isEmpty());
        return isEmpty
                ? value
                : new ScalarNode(
                        Tag.STR,
                        MASK,
                        value.getStartMark(),
                        value.getEndMark(),
                        DumperOptions.ScalarStyle.PLAIN);
    }
}
