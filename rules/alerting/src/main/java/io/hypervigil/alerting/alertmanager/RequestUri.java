package io.hypervigil.alerting.alertmanager;

import java.util.regex.Pattern;

/**
 * What <a href="https://pkg.go.dev/net/url#ParseRequestURI">Go</a> takes as the address in a
 * request: a URI with a scheme, or a path from the root.
 */
final class RequestUri {

    private static final String ESCAPED = "(?:[^%?\\p{Cntrl}]|%[0-9a-fA-F]{2})*";
    private static final String HOST = "(?:\\[[^\\[\\]/?]*\\]|[^\\[\\]/?%:\\s{}|\\\\^`]*)";
    private static final Pattern WITH_AUTHORITY =
            Pattern.compile(
                    "[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^@/?\\s]*@)?"
                            + HOST
                            + "(?::[0-9]*)?(?:/"
                            + ESCAPED
                            + ")?(?:\\?[^\\p{Cntrl}]*)?");
    private static final Pattern OPAQUE =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:(?!//)[^\\p{Cntrl}]*");
    private static final Pattern PATH = Pattern.compile("/" + ESCAPED + "(?:\\?[^\\p{Cntrl}]*)?");

    private RequestUri() {}

    static boolean isOne(String text) {
        return WITH_AUTHORITY.matcher(text).matches()
                || OPAQUE.matcher(text).matches()
                || PATH.matcher(text).matches();
    }
}
