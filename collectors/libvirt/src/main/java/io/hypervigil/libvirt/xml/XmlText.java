package io.hypervigil.libvirt.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as XML. A document type is refused, so there are no entities but the five of XML;
 * nothing is fetched from anywhere.
 *
 * <p>Limits: 4 MiB of text, as much as libvirt hands over in one string; 256 levels, which is more
 * than the longest chain of backing files; 65,536 elements.
 *
 * <p>Thread: any.
 */
public final class XmlText {

    static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    static final int MOST_LEVELS = 256;
    static final int MOST_ELEMENTS = 65_536;

    private static final XMLInputFactory READERS = readers();

    private final XMLStreamReader reader;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private @Nullable Element root;

    private XmlText(XMLStreamReader reader) {
        this.reader = reader;
    }

    /**
     * The root element.
     *
     * @param rootName what it is to be
     */
    public static Element read(String text, String rootName) throws MalformedXmlException {
        var root = read(text);
        if (!root.name().equals(rootName) || !root.namespace().isEmpty()) {
            throw new MalformedXmlException(
                    "<" + abbreviated(root.name()) + ">, <" + rootName + "> expected");
        }
        return root;
    }

    // The reader of the JDK lets exceptions of its own through that are unchecked.
    @SuppressWarnings("IllegalCatch")
    private static Element read(String text) throws MalformedXmlException {
        if (text.length() > MOST_CHARACTERS) {
            throw new MalformedXmlException(
                    text.length() + " characters, at most " + MOST_CHARACTERS + " expected");
        }
        try {
            var reader = READERS.createXMLStreamReader(new StringReader(text));
            try {
                return new XmlText(reader).root();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new MalformedXmlException(
                    "no XML: "
                            + abbreviated(
                                    Objects.requireNonNullElse(e.getMessage(), "")
                                            .replaceAll("\\s+", " ")),
                    e);
        }
    }

    private Element root() throws XMLStreamException, MalformedXmlException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        addText();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw malformed("a document type or an entity of its own");
                default -> {
                    // Comments and processing instructions say nothing of a domain.
                }
            }
        }
        if (root == null) {
            throw malformed("no element");
        }
        return root;
    }

    private void begin() throws MalformedXmlException {
        if (open.size() == MOST_LEVELS) {
            throw malformed("more than " + MOST_LEVELS + " levels");
        }
        elements++;
        if (elements > MOST_ELEMENTS) {
            throw malformed("more than " + MOST_ELEMENTS + " elements");
        }
        var attributes = HashMap.<String, String>newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        var namespace = Objects.requireNonNullElse(reader.getNamespaceURI(), "");
        open.push(new Open(namespace, reader.getLocalName(), attributes));
    }

    private void addText() {
        var element = open.peek();
        if (element != null) {
            element.text.append(
                    reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
    }

    private void end() {
        var element = open.pop().closed();
        var parent = open.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.children.add(element);
        }
    }

    private MalformedXmlException malformed(String what) {
        var place = reader.getLocation();
        return new MalformedXmlException("line " + place.getLineNumber() + ": " + what);
    }

    /** The JDK's own factory: what else lies on the class path has other defaults. */
    private static XMLInputFactory readers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // Its own limit of levels is lower, and said in words that nobody understands.
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(MOST_LEVELS + 1));
        return factory;
    }

    private static String abbreviated(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    /** An element whose end has not come yet. */
    private static final class Open {

        final String namespace;
        final String name;
        final Map<String, String> attributes;
        final StringBuilder text = new StringBuilder();
        final List<Element> children = new ArrayList<>();

        Open(String namespace, String name, Map<String, String> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.attributes = attributes;
        }

        Element closed() {
            var own = children.isEmpty() ? text.toString() : text.toString().strip();
            return new Element(namespace, name, attributes, own, children);
        }
    }
}
