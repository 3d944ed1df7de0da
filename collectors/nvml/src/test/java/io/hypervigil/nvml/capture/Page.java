package io.hypervigil.nvml.capture;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An exposition about one GPU.
 *
 * @param values by series, without the label that names the GPU
 * @param labels of what ends with {@code _info}, by {@code NAME_info/LABEL}
 */
record Page(Map<String, Double> values, Map<String, String> labels) {

    private static final Pattern INFO = Pattern.compile("([a-z0-9_]+_info)\\{.*");
    private static final Pattern LABEL = Pattern.compile("([a-z0-9_]+)=\"([^\"]*)\"");
    private static final Pattern OF_THE_GPU = Pattern.compile("(gpu|uuid)=\"[^\"]*\",?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    static Page of(List<String> lines, String prefix) {
        var page = new Page(new TreeMap<>(), new TreeMap<>());
        for (String line : lines) {
            if (line.startsWith(prefix) && !line.startsWith("#")) {
                page.add(line.substring(prefix.length()));
            }
        }
        return page;
    }

    /** A series, or the number in a label. */
    OptionalDouble value(String series) {
        var value = values.get(series);
        if (value != null) {
            return OptionalDouble.of(value);
        }
        var text = label(series);
        return NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /** {@code NAME_info/LABEL}, "" where there is none. */
    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    private void add(String line) {
        int blank = line.lastIndexOf(' ');
        var series = line.substring(0, blank);
        values.put(
                OF_THE_GPU.matcher(series).replaceAll("").replace("{}", ""),
                Double.valueOf(line.substring(blank + 1)));
        var info = INFO.matcher(series);
        if (info.matches()) {
            LABEL.matcher(series)
                    .results()
                    .forEach(
                            label ->
                                    labels.put(
                                            info.group(1) + "/" + label.group(1), label.group(2)));
        }
    }
}
