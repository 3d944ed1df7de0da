package io.hypervigil.alerting.template.html;

import io.hypervigil.alerting.template.run.Output;
import io.hypervigil.alerting.template.text.Texts;
import io.hypervigil.alerting.template.value.LimitException;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.Value;

/**
 * A page of HTML. Each value is escaped by the place where it stands, found by following the page
 * as it grows: the text between tags, titles and text areas, attributes with and without quotes,
 * the URLs in attributes (beginning, path, and query or fragment), names of attributes, and styles.
 * What {@code safeHtml} marks stands between tags as it is, and what {@code safeUrl} marks stands
 * in a URL whatever its scheme.
 *
 * <p>Less than Go's html/template: scripts, event handlers, {@code srcset} and {@code srcdoc} take
 * no value at all ({@code ZgotmplZ} stands there); a style takes words and measures only; a page
 * that ends within a tag is not an error, nor is {@code html} where an attribute has no quotes.
 *
 * <p>Thread: one.
 */
public final class HtmlOutput implements Output {

    private final int most;
    private final StringBuilder page = new StringBuilder();
    private final HtmlReader reader = new HtmlReader(page);

    public HtmlOutput(Limits limits) {
        this.most = limits.output();
    }

    @Override
    public void literal(String text) {
        room(text.length());
        reader.read(text);
        room(0);
    }

    @Override
    public void value(Value value, String shown, String last) {
        room(shown.length());
        reader.valueComes();
        var text = value instanceof Value.Nothing ? "" : shown;
        switch (reader.state()) {
            case TEXT -> page.append(value.type() == Texts.HTML ? text : Escaping.html(text));
            case PLAIN_ELEMENT ->
                    page.append(
                            value.type() == Texts.HTML
                                    ? Escaping.normalized(text)
                                    : Escaping.html(text));
            case VALUE -> attribute(value, text, last);
            case TAG, ATTRIBUTE_NAME, AFTER_NAME -> {
                var name = Escaping.name(text);
                reader.named(name);
                page.append(name);
            }
            case STYLE -> page.append(Escaping.style(text));
            case SCRIPT -> page.append(Escaping.UNSAFE);
            case COMMENT, BEFORE_VALUE -> {}
        }
        room(0);
    }

    private void attribute(Value value, String text, String last) {
        boolean quoted = reader.quote() != 0;
        if (value.type() == Texts.HTML && reader.kind() == AttributeKind.PLAIN) {
            var inner = Escaping.withoutTags(text);
            page.append(quoted ? Escaping.normalized(inner) : Escaping.normalizedUnquoted(inner));
            return;
        }
        var safe =
                switch (reader.kind()) {
                    case PLAIN -> text;
                    case URL -> url(value, text, last);
                    case STYLE -> Escaping.style(text);
                    case CLOSED -> Escaping.UNSAFE;
                };
        page.append(quoted ? Escaping.html(safe) : Escaping.unquoted(safe));
    }

    private String url(Value value, String text, String last) {
        boolean marked = value.type() == Texts.URL;
        if (reader.isInQuery()) {
            boolean escaped = marked || last.equals("urlquery");
            return escaped ? Urls.normalized(text) : Urls.escaped(text);
        }
        return Urls.normalized(reader.hasUrlBegun() || marked ? text : Urls.filtered(text));
    }

    private void room(int more) {
        if (page.length() + more > most) {
            throw new LimitException("more than " + most + " characters of output");
        }
    }

    /** All that was put out. */
    @Override
    public String toString() {
        return page.toString();
    }
}
