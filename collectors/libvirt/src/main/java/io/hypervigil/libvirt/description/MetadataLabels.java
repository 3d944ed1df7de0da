package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parts of the metadata of domains become labels: an allow list, since what people write
 * there is theirs.
 *
 * <p>Thread: any; immutable.
 */
public record MetadataLabels(List<MetadataLabel> labels) {

    /** No label. */
    public static final MetadataLabels NONE = new MetadataLabels(List.of());

    private static final int MOST = 32;

    /**
     * @throws IllegalArgumentException where two have one name, or there are too many
     */
    public MetadataLabels {
        labels = List.copyOf(labels);
        if (labels.size() > MOST) {
            throw new IllegalArgumentException(
                    labels.size() + " labels of metadata, at most " + MOST + " expected");
        }
        var names = labels.stream().map(MetadataLabel::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a label of metadata twice: " + names);
        }
    }

    /**
     * From texts as {@code team={https://example.org/cmdb/1}asset/team}.
     *
     * @throws IllegalArgumentException where one is no such text
     */
    public static MetadataLabels of(List<String> texts) {
        var labels = new ArrayList<MetadataLabel>();
        texts.forEach(text -> labels.add(MetadataLabel.parse(text)));
        return new MetadataLabels(labels);
    }

    /** The names of the labels, in the order in which they were given. */
    public List<String> names() {
        return labels.stream().map(MetadataLabel::name).toList();
    }

    /** The values that are there, by the names of their labels. */
    Map<String, String> find(Element metadata) {
        var found = new TreeMap<String, String>();
        for (MetadataLabel label : labels) {
            label.find(metadata).ifPresent(value -> found.put(label.name(), value));
        }
        return found;
    }
}
