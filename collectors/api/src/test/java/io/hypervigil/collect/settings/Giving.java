package io.hypervigil.collect.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes down what is given, with places that name the path: {@code at doors[1].width}. */
final class Giving {

    private Giving() {}

    static Given.Fields fields(Object... keysAndValues) {
        return (Given.Fields) given(mapping(keysAndValues), "");
    }

    static Map<String, Object> mapping(Object... keysAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }

    static Given given(Object value, String path) {
        return switch (value) {
            case Given given -> given;
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, Given>();
                var places = new LinkedHashMap<String, String>();
                map.forEach(
                        (key, field) -> {
                            var own = path.isEmpty() ? key.toString() : path + "." + key;
                            fields.put(key.toString(), given(field, own));
                            places.put(key.toString(), "key " + own);
                        });
                yield new Given.Fields(fields, places, place(path));
            }
            case List<?> list ->
                    new Given.Items(
                            IntStream.range(0, list.size())
                                    .mapToObj(i -> given(list.get(i), path + "[" + i + "]"))
                                    .toList(),
                            place(path));
            default -> new Given.Scalar(value.toString(), place(path));
        };
    }

    private static String place(String path) {
        return path.isEmpty() ? "top" : "at " + path;
    }
}
