package io.hypervigil.libvirt.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.libvirt.xml.XmlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataLabelsTest {

    @Test
    void a_step_is_in_the_namespace_of_the_one_before_it() {
        assertThat(MetadataLabel.parse("a={urn:x/1}b/c/{urn:y}d/e@f"))
                .isEqualTo(
                        new MetadataLabel(
                                "a",
                                List.of(
                                        new MetadataLabel.Step("urn:x/1", "b"),
                                        new MetadataLabel.Step("urn:x/1", "c"),
                                        new MetadataLabel.Step("urn:y", "d"),
                                        new MetadataLabel.Step("urn:y", "e")),
                                Optional.of("f")));
    }

    @Test
    void a_path_may_leave_a_namespace_and_come_to_one_that_has_none() throws Exception {
        var metadata =
                XmlText.read(
                        "<metadata><x:a xmlns:x='urn:x'><b>1</b></x:a></metadata>", "metadata");

        assertThat(MetadataLabels.of(List.of("v={urn:x}a/{}b", "w={urn:x}a/b")).find(metadata))
                .containsExactly(Map.entry("v", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a=",
                "a=b",
                "a={u}",
                "a={u}b/",
                "a={u}b@",
                "a={u}b/@c",
                "a={u}b@c@d",
                "a={u}b@{u}c",
                "a={u{}b",
                "a=/b",
                "a={u}b c",
                "={u}b",
                "1={u}b",
                "é={u}b",
                "__x={u}b",
                "domain={u}b",
                "connection={u}b",
                "uuid={u}b",
                "a-b={u}b"
            })
    void what_is_not_written_so_is_refused(String text) {
        assertThatThrownBy(() -> MetadataLabel.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void labels_have_names_of_their_own_and_are_few() {
        assertThatThrownBy(() -> MetadataLabels.of(List.of("a={u}b", "a={u}c")))
                .hasMessage("a label of metadata twice: [a, a]");
        assertThatThrownBy(
                        () ->
                                MetadataLabels.of(
                                        IntStream.range(0, 33)
                                                .mapToObj(i -> "a" + i + "={u}b")
                                                .toList()))
                .hasMessage("33 labels of metadata, at most 32 expected");
    }
}
