package io.hypervigil.libvirt.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An XML element and all below it. Elements and attributes are asked for by their local names;
 * libvirt's own have no namespace.
 *
 * <p>Thread: any; immutable.
 *
 * @param namespace "" where there is none
 * @param name without a prefix
 * @param attributes by their local names
 * @param text its own, without that of its children; as it stands where it has none: a name may
 *     begin with a blank
 * @param children in the order of the text
 */
public record Element(
        String namespace,
        String name,
        Map<String, String> attributes,
        String text,
        List<Element> children) {

    private static final Element NOTHING = new Element("", "", Map.of(), "", List.of());

    public Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** An attribute; empty where it is not there, or is "". */
    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName)).filter(text -> !text.isEmpty());
    }

    /** Whether an attribute has a value. */
    public boolean has(String attributeName, String value) {
        return value.equals(attributes.get(attributeName));
    }

    /**
     * An attribute as a whole number: decimal, {@code 0x3b}, or octal with a 0 before it, as in C.
     */
    public OptionalLong whole(String attributeName) {
        return attribute(attributeName).map(Element::decoded).orElse(OptionalLong.empty());
    }

    /** The text as a whole number; empty where it is none. */
    public OptionalLong whole() {
        return decoded(text.strip());
    }

    /** An attribute as a number of things; empty where it is none from 0 to the most. */
    public OptionalInt count(String attributeName, int most) {
        return within(whole(attributeName), most);
    }

    /** The text as a number of things; empty where it is none from 0 to the most. */
    public OptionalInt count(int most) {
        return within(whole(), most);
    }

    /** The text without blanks around it; empty where there is no other. */
    public Optional<String> content() {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    /** The first child of a name in this element's namespace. */
    public Optional<Element> child(String childName) {
        return children(childName).findFirst();
    }

    /** The children of a name in this element's namespace. */
    public Stream<Element> children(String childName) {
        return children(namespace, childName);
    }

    /** The children of a name in a namespace. */
    public Stream<Element> children(String childNamespace, String childName) {
        return children.stream()
                .filter(child -> child.name.equals(childName))
                .filter(child -> child.namespace.equals(childNamespace));
    }

    /**
     * The first child of a name, of which the first child of the next name, and so on; an element
     * that has nothing where there is none.
     */
    public Element at(String... path) {
        var element = this;
        for (String step : path) {
            element = element.child(step).orElse(NOTHING);
        }
        return element;
    }

    /** Whether there is a child of this name in this element's namespace. */
    public boolean hasChild(String childName) {
        return child(childName).isPresent();
    }

    private static OptionalInt within(OptionalLong number, int most) {
        return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= most
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    private static OptionalLong decoded(String text) {
        try {
            return OptionalLong.of(Long.decode(text));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
