package io.hypervigil.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class XmlTreeTest {

    @Test
    void values_are_escaped_and_come_back_as_they_were() throws MalformedXmlException {
        var odd = "<&\"'> ü 漢 ]]> \t";
        var tree = XmlTree.of("disk", "type", odd).addText("serial", odd);

        var read = XmlTree.parse(tree.xml(), "disk");

        assertThat(read.attribute("type")).contains(odd);
        assertThat(read.child("serial").map(XmlTree::text)).contains(odd);
    }

    @Test
    void what_is_not_touched_stays_as_it_was() throws MalformedXmlException {
        var text =
                "<domain xmlns:qemu=\"http://libvirt.org/schemas/domain/qemu/1.0\" type=\"kvm\">"
                        + "<name>new</name><!-- why --><qemu:commandline><qemu:arg value=\"-x\"/>"
                        + "</qemu:commandline></domain>";

        var tree = XmlTree.parse(text.replace(">new<", ">old<"), "domain");

        assertThat(tree.setText("name", "new").xml()).isEqualTo(text);
        assertThat(tree.without("name").children("name")).isEmpty();
    }

    @Test
    void entities_of_its_own_and_other_roots_are_refused() {
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(
                        () ->
                                XmlTree.parse(
                                        "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                                                + "<domain>&e;</domain>",
                                        "domain"));
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> XmlTree.parse("<network/>", "domain"));
    }
}
