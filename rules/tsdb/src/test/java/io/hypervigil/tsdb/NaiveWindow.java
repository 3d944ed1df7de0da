package io.hypervigil.tsdb;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the window should answer, in the plainest way: a map of maps. */
final class NaiveWindow {

    final NavigableMap<Labels, NavigableMap<Long, Double>> series = new TreeMap<>();

    void add(Labels labels, long millis, double value) {
        series.computeIfAbsent(labels, _ -> new TreeMap<>()).put(millis, value);
    }

    List<Labels> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return series.entrySet().stream()
                .filter(each -> matches(each.getKey(), matchers))
                .filter(
                        each ->
                                each.getValue().firstKey() <= toMillis
                                        && each.getValue().lastKey() >= fromMillis)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(Labels labels, List<Matcher> matchers) {
        return matchers.stream().allMatch(each -> each.matches(labels));
    }

    SortedSet<String> labelNames(List<Matcher> matchers, long fromMillis, long toMillis) {
        var names = new TreeSet<String>();
        select(matchers, fromMillis, toMillis)
                .forEach(labels -> labels.forEach((name, _) -> names.add(name)));
        return names;
    }

    SortedSet<String> labelValues(
            String name, List<Matcher> matchers, long fromMillis, long toMillis) {
        var values = new TreeSet<String>();
        select(matchers, fromMillis, toMillis).forEach(labels -> values.add(labels.get(name)));
        values.remove("");
        return values;
    }

    List<String> read(Labels labels, long afterMillis, long toMillis) {
        var samples = series.getOrDefault(labels, new TreeMap<>());
        return samples
                .subMap(afterMillis, false, Math.max(afterMillis, toMillis), true)
                .entrySet()
                .stream()
                .map(each -> text(each.getKey(), each.getValue()))
                .toList();
    }

    /** Samples with the bits of their values. */
    static List<String> texts(SampleBuffer samples) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < samples.floatCount(); i++) {
            texts.add(text(samples.floatMillis()[i], samples.floats()[i]));
        }
        return texts;
    }

    private static String text(long millis, double value) {
        return millis + ":" + Long.toHexString(Double.doubleToRawLongBits(value));
    }
}
