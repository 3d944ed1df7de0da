package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.format.Formatter;
import io.hypervigil.alerting.template.html.HtmlOutput;
import io.hypervigil.alerting.template.run.TemplateSet;
import io.hypervigil.alerting.template.run.TextOutput;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.TemplateException;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The templates of notifications: those that Alertmanager has by default, by their names, and those
 * of files, which may take their places; and texts that call them.
 *
 * <p>Thread: any; immutable.
 */
public final class NotificationTemplates {

    private static final String DEFAULT = "default.tmpl";
    private static final String EMAIL = "email.tmpl";
    private static final long MOST_BYTES = 4 << 20;

    /** In HTML all is escaped where it stands; what is said to be escaped already is not twice. */
    private static final Function UNESCAPED =
            Function.variadic(
                    "html",
                    List.of(Type.ANY),
                    (budget, in) -> Value.of(Formatter.print(budget, in)));

    private final TemplateSet text;
    private final TemplateSet html;
    private final Limits limits;
    private final LongSupplier nanos;

    /** A file's base name, by which its errors call it, and its text. */
    public record Source(String name, String text) {}

    private NotificationTemplates(
            TemplateSet text, TemplateSet html, Limits limits, LongSupplier nanos) {
        this.text = text;
        this.html = html;
        this.limits = limits;
        this.nanos = nanos;
    }

    /**
     * The default templates and those of these texts, later ones in the places of earlier ones.
     *
     * @param clock what {@code now} and {@code since} ask
     * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
     * @throws TemplateException where one cannot be read
     */
    public static NotificationTemplates of(
            List<Source> sources, Limits limits, InstantSource clock, LongSupplier nanos) {
        var text = TemplateSet.of(NotificationFunctions.all(clock));
        var all = new ArrayList<>(List.of(shipped(DEFAULT), shipped(EMAIL)));
        all.addAll(sources);
        for (var source : all) {
            text = text.parse(source.name, source.text);
        }
        return new NotificationTemplates(text, text.with(List.of(UNESCAPED)), limits, nanos);
    }

    /**
     * The default templates and those of these files, whose globs the caller has resolved.
     *
     * @throws TemplateException where one cannot be read as a template
     * @throws IOException where one cannot be read
     */
    public static NotificationTemplates load(
            List<Path> files, Limits limits, InstantSource clock, LongSupplier nanos)
            throws IOException {
        var sources = new ArrayList<Source>();
        for (var file : files) {
            var name = Objects.requireNonNullElse(file.getFileName(), file).toString();
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + ": more than " + MOST_BYTES + " bytes");
            }
            sources.add(new Source(name, Files.readString(file)));
        }
        return of(sources, limits, clock, nanos);
    }

    private static Source shipped(String name) {
        try (var in = NotificationTemplates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new Source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** The names that texts can call. */
    public Collection<String> names() {
        return text.names();
    }

    /**
     * A text with its templates filled in.
     *
     * @throws TemplateException where it cannot be read or fails on the data, with Go's text
     */
    public String text(String template, NotificationData data) {
        if (!template.contains("{{")) {
            return template;
        }
        var output = new TextOutput(limits);
        text.parse("", template).run("", Model.of(data), output, new Budget(limits, nanos));
        return output.toString();
    }

    /**
     * A page of HTML with its templates filled in, each value escaped by the place where it stands:
     * see {@link HtmlOutput}.
     *
     * @throws TemplateException where it cannot be read or fails on the data, with Go's text
     */
    public String html(String template, NotificationData data) {
        var output = new HtmlOutput(limits);
        html.parse("", template).run("", Model.of(data), output, new Budget(limits, nanos));
        return output.toString();
    }
}
