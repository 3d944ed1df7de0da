package io.hypervigil.alerting.yaml;

import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Who asks is hidden in a form that is an address still. */
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");

    private static final String OTHER_USER = "//xxxxx@";

    private final YamlText.Masking masking;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    SecretMask(YamlText.Masking masking) {
        this.masking = masking;
    }

    String write(Node root) {
        mask(root, "");
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        var text = new StringWriter();
        new Yaml(options).serialize(root, text);
        return text.toString();
    }

    private void mask(Node node, String above) {
        if (node instanceof CollectionNode<?> collection && seen.add(node)) {
            collection.setFlowStyle(DumperOptions.FlowStyle.BLOCK);
            if (node instanceof MappingNode mapping) {
                mapping.setValue(
                        mapping.getValue().stream().map(tuple -> masked(tuple, above)).toList());
            } else if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> mask(item, above));
            }
        }
    }

    private NodeTuple masked(NodeTuple tuple, String above) {
        var name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        var value = tuple.getValueNode();
        return switch (masking.of(above, name)) {
            case HIDDEN -> new NodeTuple(tuple.getKeyNode(), hidden(value));
            case WITHOUT_USER -> new NodeTuple(tuple.getKeyNode(), withoutUser(value));
            case OPEN -> {
                mask(value, name);
                yield tuple;
            }
        };
    }

    private static Node withoutUser(Node value) {
        return value instanceof ScalarNode scalar
                ? scalar(scalar, USER.matcher(scalar.getValue()).replaceFirst(OTHER_USER))
                : hidden(value);
    }

    /** Each text that stands there or below; names stay, so that what reads it finds its form. */
    private static Node hidden(Node value) {
        return switch (value) {
            case ScalarNode scalar when scalar.getValue().isEmpty() || YamlText.isNull(scalar) ->
                    value;
            case MappingNode mapping -> {
                var all =
                        mapping.getValue().stream()
                                .map(item -> new NodeTuple(item.getKeyNode(), below(item)))
                                .toList();
                yield new MappingNode(mapping.getTag(), all, DumperOptions.FlowStyle.BLOCK);
            }
            case SequenceNode sequence ->
                    new SequenceNode(
                            sequence.getTag(),
                            sequence.getValue().stream().map(SecretMask::hidden).toList(),
                            DumperOptions.FlowStyle.BLOCK);
            default -> scalar(value, MASK);
        };
    }

    private static Node below(NodeTuple item) {
        return hidden(item.getValueNode());
    }

    private static Node scalar(Node place, String text) {
        return new ScalarNode(
                Tag.STR,
                text,
                place.getStartMark(),
                place.getEndMark(),
                DumperOptions.ScalarStyle.PLAIN);
    }
}
