package io.hypervigil.alerting.template.html;

import java.util.Locale;
import java.util.Set;

/** What the value of an attribute means. */
enum AttributeKind {
    PLAIN,
    URL,
    STYLE,
    /** Scripts, sets of images, documents: no value of ours stands there. */
    CLOSED;

    private static final Set<String> URLS =
            Set.of(
                    "action",
                    "archive",
                    "background",
                    "cite",
                    "classid",
                    "codebase",
                    "data",
                    "formaction",
                    "href",
                    "icon",
                    "longdesc",
                    "manifest",
                    "poster",
                    "profile",
                    "src",
                    "usemap",
                    "xmlns");

    static AttributeKind of(String attribute) {
        var name = attribute.toLowerCase(Locale.ROOT);
        if (name.startsWith("data-")) {
            name = name.substring("data-".length());
        } else if (name.contains(":")) {
            name = name.startsWith("xmlns:") ? "xmlns" : name.substring(name.indexOf(':') + 1);
        }
        if (name.startsWith("on") || name.equals("srcset") || name.equals("srcdoc")) {
            return CLOSED;
        }
        if (name.equals("style")) {
            return STYLE;
        }
        boolean isUrl = URLS.contains(name) || name.contains("src");
        return isUrl || name.contains("uri") || name.contains("url") ? URL : PLAIN;
    }
}
