package io.hypervigil.host.bcachefs;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes that a device has read or written of one kind of data.
 *
 * @param operation {@code read} or {@code write}
 */
record IoDone(String operation, String dataType, double bytes) {

    /** The file io_done: two blocks headed {@code read:} and {@code write:}. */
    static List<IoDone> parse(Text text) {
        var done = new ArrayList<IoDone>();
        var operation = "";
        while (text.nextLine()) {
            if (!text.has(':')) {
                continue;
            }
            var name = text.until(':');
            if (!text.hasField()) {
                operation = name;
            } else if (!operation.isEmpty()) {
                done.add(new IoDone(operation, name, text.unsigned()));
            }
        }
        return done;
    }

    /** The file io_errors: those since the file system was made come first. */
    static Map<String, Double> parseErrors(Text text) {
        var errors = new LinkedHashMap<String, Double>();
        boolean isSinceCreation = false;
        while (text.nextLine()) {
            if (text.startsWith("IO errors since ")) {
                if (isSinceCreation) {
                    return errors;
                }
                isSinceCreation = text.startsWith("IO errors since filesystem creation");
            } else if (isSinceCreation && text.has(':')) {
                errors.put(text.until(':'), text.unsigned());
            }
        }
        return errors;
    }
}
