package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Domains of the fixtures, and what is written of them. */
public final class Domains {

    /** The labels that the settings of a test allow. */
    public static final MetadataLabels LABELS =
            MetadataLabels.of(
                    List.of(
                            "team={https://example.org/cmdb/1}asset/team",
                            "rack={https://example.org/cmdb/1}asset/rack"));

    private Domains() {}

    /** Of a fixture; it runs where its description has an id. */
    public static KnownDomain of(String fixture) {
        try {
            return ofXml(Files.readString(Path.of("src/test/fixtures/xml", fixture + ".xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a text. */
    public static KnownDomain ofXml(String xml) {
        try {
            var description = DomainDescription.parse(xml, LABELS);
            return new KnownDomain(
                    description.name(),
                    description.uuid().orElse(""),
                    xml.contains(" id='") ? OptionalInt.of(1) : OptionalInt.empty(),
                    description);
        } catch (MalformedXmlException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same while it does not run. */
    public static KnownDomain shutOff(KnownDomain domain) {
        return new KnownDomain(
                domain.name(), domain.uuid(), OptionalInt.empty(), domain.description());
    }

    /** One round of a connection without a name. */
    public static String written(Consumer<SampleSink> writer) {
        return written(Optional.empty(), writer);
    }

    /** One round of a connection; everything that is written is taken. */
    public static String written(Optional<String> connection, Consumer<SampleSink> writer) {
        try (var book = new SampleBook(new SeriesTable(), 10_000)) {
            book.begin();
            writer.accept(new ConnectionSink(connection).to(book));
            var text = Exposition.text(List.of(book.finish()));
            if (!book.lastDropped().isEmpty()) {
                throw new AssertionError(book.lastDropped());
            }
            return text;
        }
    }
}
