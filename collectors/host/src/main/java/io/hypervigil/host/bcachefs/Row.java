package io.hypervigil.host.bcachefs;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A named line of numbers: {@code zstd: 1.20G 4.81G 61.2k}. */
record Row(String name, List<Double> numbers) {

    private static final String UNITS = "KMGTPE";

    Row {
        numbers = List.copyOf(numbers);
    }

    double bytes(int column) {
        return numbers.get(column);
    }

    /** Lines with two numbers or more below a head, or with one or more where there is none. */
    static List<Row> parse(Text text, boolean hasHead) {
        var rows = new ArrayList<Row>();
        if (hasHead && !text.nextLine()) {
            return rows;
        }
        while (text.nextLine()) {
            if (!text.hasField()) {
                continue;
            }
            var name = text.field();
            var numbers = new ArrayList<Double>();
            while (text.hasField() && numbers.size() < 2) {
                numbers.add(bytes(text));
            }
            if (numbers.size() >= (hasHead ? 2 : 1)) {
                rows.add(
                        new Row(
                                name.endsWith(":") ? name.substring(0, name.length() - 1) : name,
                                numbers));
            }
        }
        return rows;
    }

    /** The number of a file that holds one, or nothing. */
    static OptionalDouble only(Text text) {
        return text.nextLine() && text.hasField()
                ? OptionalDouble.of(bytes(text))
                : OptionalDouble.empty();
    }

    /** The next field as bytes: {@code 2.05G} is 2.05 times 2^30, without what is below one. */
    static double bytes(Text text) {
        var field = text.field();
        int unit = UNITS.indexOf(Character.toUpperCase(field.charAt(field.length() - 1))) + 1;
        var digits = unit == 0 ? field : field.substring(0, field.length() - 1);
        try {
            return Math.floor(Double.parseDouble(digits) * Math.pow(1024, unit));
        } catch (NumberFormatException _) {
            throw text.malformed("'" + field + "' is no number of bytes");
        }
    }
}
