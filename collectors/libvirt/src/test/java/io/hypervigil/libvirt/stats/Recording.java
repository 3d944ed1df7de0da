package io.hypervigil.libvirt.stats;

import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Records as {@code virsh domstats --raw} prints them, whose types are guessed from their names.
 */
final class Recording {

    private static final Pattern TEXT = Pattern.compile(".*\\.(name|path|vcpus|calc_mode)|errmsg");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final BigInteger MOST_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);

    private Recording() {}

    static List<StatsRecord> read(Path file) throws IOException {
        var records = new ArrayList<StatsRecord>();
        var name = "";
        var values = new HashMap<String, Object>();
        for (String line : Files.readAllLines(file)) {
            var text = line.strip();
            if (text.startsWith("Domain: '")) {
                add(records, name, values);
                name = text.substring("Domain: '".length(), text.length() - 1);
                values = new HashMap<>();
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                int equals = text.indexOf('=');
                var key = text.substring(0, equals);
                values.put(key, value(key, text.substring(equals + 1)));
            }
        }
        add(records, name, values);
        return records;
    }

    private static void add(List<StatsRecord> records, String name, Map<String, Object> values) {
        if (!name.isEmpty()) {
            var uuid = new UUID(0, records.size()).toString();
            records.add(new StatsRecord(name, uuid, 1, TypedParameters.of(values)));
        }
    }

    private static Object value(String key, String text) {
        if (TEXT.matcher(key).matches()) {
            return text;
        }
        if (text.equals("yes") || text.equals("no")) {
            return text.equals("yes");
        }
        if (WHOLE.matcher(text).matches()) {
            var whole = new BigInteger(text);
            return whole.compareTo(MOST_SIGNED) <= 0
                    ? (Object) whole.longValueExact()
                    : (Object) whole.doubleValue();
        }
        return text.equals("nan") ? Double.NaN : Double.valueOf(text);
    }
}
