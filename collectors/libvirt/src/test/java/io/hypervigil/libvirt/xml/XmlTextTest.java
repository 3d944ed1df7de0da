package io.hypervigil.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XmlTextTest {

    @Test
    void a_tree_has_names_attributes_and_texts() throws MalformedXmlException {
        var root =
                XmlText.read(
                        """
                        <?xml version='1.0'?>
                        <!-- made by hand -->
                        <a x='1' y=''><b> two &lt;<![CDATA[&]]> </b><p:b xmlns:p='urn:p' p:z='3'/></a>
                        """,
                        "a");

        assertThat(root)
                .isEqualTo(
                        new Element(
                                "",
                                "a",
                                Map.of("x", "1", "y", ""),
                                "",
                                List.of(
                                        new Element("", "b", Map.of(), " two <& ", List.of()),
                                        new Element(
                                                "urn:p", "b", Map.of("z", "3"), "", List.of()))));
        assertThat(root.attribute("y")).isEmpty();
        assertThat(root.at("b").content()).hasValue("two <&");
        assertThat(root.at("c", "d").content()).isEmpty();
        assertThat(root.children("urn:p", "b")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "0x3B, 59", "010, 8", "-1, -1", "x, ", "99999999999999999999, "})
    void a_number_is_written_as_in_c(String text, Long number) throws MalformedXmlException {
        var element = XmlText.read("<a n='" + text + "'>" + text + "</a>", "a");

        assertThat(element.whole("n").stream().boxed().findFirst().orElse(null)).isEqualTo(number);
        assertThat(element.whole().stream().boxed().findFirst().orElse(null)).isEqualTo(number);
    }

    @Test
    void a_count_is_within_its_limit() throws MalformedXmlException {
        var element = XmlText.read("<a n='-1' m='8'>9</a>", "a");

        assertThat(element.count("n", 8)).isEmpty();
        assertThat(element.count("m", 8)).hasValue(8);
        assertThat(element.count(8)).isEmpty();
    }

    @Test
    void another_root_is_refused() {
        assertThatThrownBy(() -> XmlText.read("<network/>", "domain"))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessage("<network>, <domain> expected");
    }

    @Test
    void a_document_type_is_refused_with_all_its_entities() {
        var bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY e").append(i).append(" '");
            bomb.append(("&e" + (i - 1) + ";").repeat(10)).append("'>");
        }
        bomb.append("]><domain><name>&e39;</name></domain>");

        assertThatThrownBy(() -> quickly(bomb.toString()))
                .isInstanceOf(MalformedXmlException.class);
        assertThatThrownBy(
                        () ->
                                quickly(
                                        "<!DOCTYPE d [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
                                                + "<domain><name>&f;</name></domain>"))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessageNotContaining("root");
        assertThatThrownBy(() -> quickly("<!DOCTYPE d SYSTEM 'http://192.0.2.1/x'><domain/>"))
                .hasMessage("line 1: a document type or an entity of its own");
        assertThatThrownBy(() -> quickly("<domain>&undeclared;</domain>"))
                .isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void what_goes_beyond_the_limits_is_refused_at_once() {
        assertThatThrownBy(() -> quickly("<" + "n".repeat(10_000_000) + "/>"))
                .hasMessage("10000003 characters, at most 4194304 expected");
        assertThatThrownBy(() -> quickly("<" + "n".repeat(4_000_000) + "/>"))
                .isInstanceOf(MalformedXmlException.class);
        assertThatThrownBy(() -> quickly("<domain><name>" + "<a>".repeat(10_000)))
                .hasMessage("line 1: more than 256 levels");
        assertThatThrownBy(() -> quickly("<domain>" + "<a/>".repeat(100_000)))
                .hasMessage("line 1: more than 65536 elements");
    }

    @Test
    void a_long_text_is_taken() throws MalformedXmlException {
        var text = "x".repeat(3_000_000);

        assertThat(XmlText.read("<domain>" + text + "</domain>", "domain").text()).isEqualTo(text);
    }

    @Property(tries = 2000)
    void any_text_is_a_tree_or_refused(@ForAll("texts") String text) {
        try {
            assertThat(XmlText.read(text, "domain").name()).isEqualTo("domain");
        } catch (MalformedXmlException e) {
            assertThat(e.getMessage()).isNotEmpty().hasSizeLessThan(400);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        var parts =
                Arbitraries.of(
                        "<domain",
                        "<domain>",
                        "</domain>",
                        "<a b='",
                        "'",
                        "\"",
                        ">",
                        "/>",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<?xml version='1.1'?>",
                        "<?p ",
                        "?>",
                        "&lt;",
                        "&#0;",
                        "&#x110000;",
                        "&x;",
                        "&",
                        "<!DOCTYPE d [",
                        "<!ENTITY x 'y'>",
                        "]>",
                        "xmlns:p='u'",
                        "<p:a/>",
                        "xmlns=''",
                        "\uD800",
                        "\u0000",
                        "\uFFFF",
                        "é",
                        " ",
                        "<?xml version='1.0' encoding='UTF-16'?>",
                        "%x;",
                        "<",
                        "x",
                        "=",
                        ":");
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(40),
                parts.list().ofMaxSize(12).map(list -> String.join("", list)),
                parts.list()
                        .ofMaxSize(12)
                        .map(list -> "<domain>" + String.join("", list) + "</domain>"));
    }

    private static void quickly(String text) {
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> {
                    XmlText.read(text, "domain");
                });
    }
}
