package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A label and where its value stands in the metadata of a domain.
 *
 * <pre>
 * team={https://example.org/cmdb/1}asset/team        the text of an element
 * flavor={http://openstack.org/xmlns/libvirt/nova/1.1}instance/flavor@name
 * </pre>
 *
 * <p>The first step names its namespace; those after it are in the same, unless they name theirs.
 * The first element that is found counts.
 *
 * @param name of the label
 * @param path from the metadata element on
 * @param attribute of the last element; its text where there is none
 */
public record MetadataLabel(String name, List<Step> path, Optional<String> attribute) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String ELEMENT = "[^{}/@=\\s]+";
    private static final Pattern STEP = Pattern.compile("(?:\\{([^{}]*)\\})?(" + ELEMENT + ")");
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?<label>[^=]*)=(?<path>\\{[^{}]*\\}ELEMENT(?:/(?:\\{[^{}]*\\})?ELEMENT)*)"
                                    .replace("ELEMENT", ELEMENT)
                            + "(?:@(?<attribute>"
                            + ELEMENT
                            + "))?");
    private static final Set<String> TAKEN = Set.of("domain", "connection", "uuid");

    /** One step down. */
    public record Step(String namespace, String name) {}

    public MetadataLabel {
        if (!NAME.matcher(name).matches() || name.startsWith("__") || TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is no name for a label of metadata: letters, digits and '_'"
                            + " expected, and none of "
                            + TAKEN.stream().sorted().toList());
        }
        path = List.copyOf(path);
    }

    /**
     * As it is written in the settings.
     *
     * @throws IllegalArgumentException where it is not written so
     */
    public static MetadataLabel parse(String text) {
        var whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "': label={namespace}element/element@attribute expected");
        }
        var steps = new ArrayList<Step>();
        var namespace = "";
        for (var step = STEP.matcher(whole.group("path")); step.find(); ) {
            namespace = Optional.ofNullable(step.group(1)).orElse(namespace);
            steps.add(new Step(namespace, step.group(2)));
        }
        return new MetadataLabel(
                whole.group("label"), steps, Optional.ofNullable(whole.group("attribute")));
    }

    Optional<String> find(Element metadata) {
        var found = Optional.of(metadata);
        for (Step step : path) {
            found =
                    found.flatMap(
                            element -> element.children(step.namespace(), step.name()).findFirst());
        }
        return found.flatMap(
                element -> attribute.map(element::attribute).orElseGet(element::content));
    }
}
