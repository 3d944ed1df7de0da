package io.hypervigil.host.zfs;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A file below /proc/spl/kstat: named values, each with its type.
 *
 * <pre>
 * 13 1 0x01 96 26112 14398526640 10196868766
 * name                            type data
 * hits                            4    8772612
 * </pre>
 *
 * @param dataset the name of the dataset it is of, or "" where it is of none
 */
record Kstat(String dataset, List<Value> values) {

    /** KSTAT_DATA_INT64 and KSTAT_DATA_UINT64; others are not numbers of 64 bits. */
    private static final String SIGNED = "3";

    private static final String UNSIGNED = "4";

    /** A named number. */
    record Value(String name, double number) {}

    Kstat {
        values = List.copyOf(values);
    }

    static Kstat parse(Text text) {
        skipHead(text);
        var values = new ArrayList<Value>();
        var dataset = "";
        while (text.nextLine()) {
            if (!text.hasField()) {
                continue;
            }
            var name = text.field();
            var type = text.hasField() ? text.field() : "";
            if (name.equals("dataset_name")) {
                dataset = text.rest();
            } else if (type.equals(SIGNED)) {
                values.add(new Value(name, text.whole()));
            } else if (type.equals(UNSIGNED)) {
                values.add(new Value(name, text.unsigned()));
            }
        }
        return new Kstat(dataset, values);
    }

    /** The file {@code io} of a pool: a line of names, and below it one of numbers. */
    static Kstat parseColumns(Text text) {
        while (text.nextLine()) {
            if (text.startsWith("nread")) {
                var names = text.line().strip().split("\\s+", -1);
                var values = new ArrayList<Value>();
                if (text.nextLine()) {
                    for (String name : names) {
                        values.add(new Value(name, text.unsigned()));
                    }
                }
                return new Kstat("", values);
            }
        }
        return new Kstat("", List.of());
    }

    private static void skipHead(Text text) {
        while (text.nextLine()) {
            if (text.line().strip().matches("name\\s+type\\s+data")) {
                return;
            }
        }
        throw text.malformed("no line 'name type data'");
    }
}
