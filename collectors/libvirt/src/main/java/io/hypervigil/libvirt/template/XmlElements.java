package io.hypervigil.libvirt.template;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * XML, an element a line. All values are escaped by the JDK's writer.
 *
 * <p>Thread: one.
 */
final class XmlElements {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;
    private int depth;

    XmlElements() {
        try {
            writer = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws XMLStreamException;
    }

    /** An element without content; attributes are names and values in turn. */
    void empty(String name, String... attributes) {
        step(
                () -> {
                    indent();
                    writer.writeEmptyElement(name);
                    attributes(attributes);
                    writer.writeCharacters("\n");
                });
    }

    /** An element with a text. */
    void text(String name, String content, String... attributes) {
        step(
                () -> {
                    indent();
                    writer.writeStartElement(name);
                    attributes(attributes);
                    writer.writeCharacters(content);
                    writer.writeEndElement();
                    writer.writeCharacters("\n");
                });
    }

    /** An element with others. */
    void within(String name, Runnable content, String... attributes) {
        step(
                () -> {
                    indent();
                    writer.writeStartElement(name);
                    attributes(attributes);
                    writer.writeCharacters("\n");
                    depth++;
                    content.run();
                    depth--;
                    indent();
                    writer.writeEndElement();
                    writer.writeCharacters("\n");
                });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private void indent() throws XMLStreamException {
        writer.writeCharacters("  ".repeat(depth));
    }

    private static void step(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(XMLStreamException e) {
        return new IllegalStateException("a text takes all", e);
    }

    @Override
    public String toString() {
        step(writer::flush);
        return text.toString();
    }
}
