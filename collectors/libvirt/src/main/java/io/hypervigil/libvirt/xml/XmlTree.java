package io.hypervigil.libvirt.xml;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * XML that is made or changed, by the JDK's own document tree: what nobody here knows of stays as
 * it was, and all values are escaped.
 *
 * <p>Thread: one.
 */
public final class XmlTree {

    private final Element element;

    private XmlTree(Element element) {
        this.element = element;
    }

    /** A new element; attributes are names and values in turn. */
    public static XmlTree of(String name, String... attributes) {
        var document = builder().newDocument();
        var root = document.createElement(name);
        document.appendChild(root);
        return new XmlTree(root).set(attributes);
    }

    /**
     * The root element of a text, within the limits of {@link XmlText}.
     *
     * @param rootName what it is to be
     */
    public static XmlTree parse(String text, String rootName) throws MalformedXmlException {
        var _ = XmlText.read(text, rootName);
        try {
            var document = builder().parse(new InputSource(new StringReader(text)));
            return new XmlTree(document.getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new MalformedXmlException("no XML: " + e.getMessage(), e);
        }
    }

    /** Adds an element at the end, and answers it. */
    public XmlTree add(String name, String... attributes) {
        var child = element.getOwnerDocument().createElement(name);
        element.appendChild(child);
        return new XmlTree(child).set(attributes);
    }

    /** Adds an element with a text at the end. */
    public XmlTree addText(String name, String text) {
        add(name).element.setTextContent(text);
        return this;
    }

    /** Sets attributes: names and values in turn. */
    public XmlTree set(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            element.setAttribute(attributes[i], attributes[i + 1]);
        }
        return this;
    }

    /** Sets the text of the first child of a name, made where there is none. */
    public XmlTree setText(String childName, String text) {
        child(childName).orElseGet(() -> add(childName)).element.setTextContent(text);
        return this;
    }

    /** An attribute; empty where it is not there, or is "". */
    public Optional<String> attribute(String name) {
        return Optional.of(element.getAttribute(name)).filter(value -> !value.isEmpty());
    }

    /** The text of it and all below. */
    public String text() {
        return element.getTextContent();
    }

    /** The first child of a name. */
    public Optional<XmlTree> child(String name) {
        return children(name).stream().findFirst();
    }

    /** The children of a name. */
    public List<XmlTree> children(String name) {
        var found = new ArrayList<XmlTree>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getNodeName().equals(name)) {
                found.add(new XmlTree(child));
            }
        }
        return found;
    }

    /**
     * The first child of a name in a namespace, made at the end where there is none.
     *
     * @param prefix of one that is made
     */
    public XmlTree childOrNew(String namespace, String prefix, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && namespace.equals(child.getNamespaceURI())
                    && name.equals(child.getLocalName())) {
                return new XmlTree(child);
            }
        }
        var made = element.getOwnerDocument().createElementNS(namespace, prefix + ":" + name);
        made.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
        element.appendChild(made);
        return new XmlTree(made);
    }

    /** Puts a text in the place of all that is in it. */
    public XmlTree text(String text) {
        element.setTextContent(text);
        return this;
    }

    /** Removes the children of a name. */
    public XmlTree without(String name) {
        children(name).forEach(child -> element.removeChild(child.element));
        return this;
    }

    /** It and all below, as XML without a declaration. */
    public String xml() {
        try {
            var text = new StringWriter();
            var writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.transform(new DOMSource(element), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree is XML", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            // As deep as XmlText goes, which has looked before.
            factory.setAttribute("jdk.xml.maxElementDepth", XmlText.MOST_LEVELS + 1);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has a parser", e);
        }
    }
}
