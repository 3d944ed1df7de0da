package io.hypervigil.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/**
 * What makes a text no YAML, and where. The parser tells both in several lines with excerpts; of
 * these the last flaw is the one to mend.
 */
record YamlFlaw(String what, String line, String column) {

    private static final Pattern MARK =
            Pattern.compile("(?m)^(.*)\\R in 'reader', line (\\d+), column (\\d+):");

    static YamlFlaw of(JsonProcessingException e) {
        var message = String.valueOf(e.getOriginalMessage());
        var mark = MARK.matcher(message);
        YamlFlaw last = null;
        while (mark.find()) {
            last = new YamlFlaw(mark.group(1), mark.group(2), mark.group(3));
        }
        if (last != null) {
            return last;
        }
        var at = e.getLocation();
        var what = message.lines().findFirst().orElse("");
        // Of an event's own description only what people can use.
        int event = what.indexOf(", got this instead: <");
        return new YamlFlaw(
                event < 0 ? what : what.substring(0, event),
                at == null ? "1" : Integer.toString(at.getLineNr()),
                at == null ? "1" : Integer.toString(at.getColumnNr()));
    }

    String in(String file) {
        return file + ", line " + line + ", column " + column + ": not YAML: " + what;
    }
}
