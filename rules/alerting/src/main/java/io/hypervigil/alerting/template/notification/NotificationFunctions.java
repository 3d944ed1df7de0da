package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.text.Humanized;
import io.hypervigil.alerting.template.text.Patterns;
import io.hypervigil.alerting.template.text.Texts;
import io.hypervigil.alerting.template.text.Titles;
import io.hypervigil.alerting.template.time.Times;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The functions that Alertmanager gives to templates. */
final class NotificationFunctions {

    private NotificationFunctions() {}

    static List<Function> all(InstantSource clock) {
        var all = new ArrayList<Function>();
        all.addAll(List.of(Texts.TO_UPPER, Texts.TO_LOWER, Texts.SAFE_HTML, Texts.SAFE_URL));
        all.addAll(List.of(Patterns.MATCH, Patterns.REPLACE, Humanized.DURATION));
        all.add(Texts.of("title", Titles::lowering));
        all.add(Texts.of("trimSpace", NotificationFunctions::trimmed));
        all.add(Texts.of("urlUnescape", Unescape::query));
        all.add(
                Function.of(
                        "join", List.of(Type.STRING, Type.STRINGS), NotificationFunctions::joined));
        all.add(
                Function.variadic(
                        "stringSlice",
                        List.of(Type.STRING),
                        (_, in) -> new Value.Items(in, Type.STRINGS)));
        all.addAll(times(clock));
        all.addAll(collections());
        return all;
    }

    private static List<Function> times(InstantSource clock) {
        return List.of(
                Function.of("date", List.of(Type.STRING, Times.TIME), NotificationFunctions::date),
                Function.of("tz", List.of(Type.STRING, Times.TIME), (_, in) -> inZone(in)),
                Function.of(
                        "since",
                        List.of(Times.TIME),
                        (_, in) ->
                                Times.between(
                                        ((Value.Moment) in.getFirst()).at(), clock.instant())),
                Function.of(
                        "now", List.of(), (_, _) -> Times.moment(clock.instant(), ZoneOffset.UTC)));
    }

    private static List<Function> collections() {
        return List.of(
                Function.of("toJson", List.of(Type.ANY), Json::of),
                Function.variadic("dict", List.of(Type.ANY), (_, in) -> dict(in)),
                Function.variadic(
                        "list", List.of(Type.ANY), (_, in) -> new Value.Items(in, Type.ANYS)),
                Function.variadic(
                        "append", List.of(Type.ANYS, Type.ANY), NotificationFunctions::appended));
    }

    private static String text(List<Value> in, int index) {
        return ((Value.Text) in.get(index)).value();
    }

    private static String trimmed(String text) {
        return text.strip();
    }

    private static Value joined(Budget budget, List<Value> in) {
        var items = in.get(1) instanceof Value.Items list ? list.items() : List.<Value>of();
        long size = (long) items.size() * text(in, 0).length();
        for (var item : items) {
            size += ((Value.Text) item).value().length();
        }
        budget.characters(size);
        return Value.of(
                items.stream()
                        .map(item -> ((Value.Text) item).value())
                        .collect(Collectors.joining(text(in, 0))));
    }

    private static Value date(Budget budget, List<Value> in) {
        budget.characters(16L * text(in, 0).length());
        return Value.of(MomentText.format(Times.zoned(in.get(1)), text(in, 0)));
    }

    private static Value inZone(List<Value> in) {
        var name = text(in, 0);
        try {
            var zone = name.isEmpty() || name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
            return Times.moment(((Value.Moment) in.get(1)).at(), zone);
        } catch (DateTimeException _) {
            throw new FunctionFailure("unknown time zone " + name);
        }
    }

    private static Value dict(List<Value> in) {
        if (in.size() % 2 != 0) {
            throw new FunctionFailure("dict requires an even number of arguments");
        }
        SortedMap<String, Value> entries = new TreeMap<>();
        for (int i = 0; i < in.size(); i += 2) {
            if (!(in.get(i) instanceof Value.Text key) || key.type() != Type.STRING) {
                throw new FunctionFailure("dict keys must be strings");
            }
            entries.put(key.value(), in.get(i + 1));
        }
        return new Value.Entries(entries, Type.ANY_MAP);
    }

    private static Value appended(Budget budget, List<Value> in) {
        var all = new ArrayList<Value>();
        if (in.getFirst() instanceof Value.Items list) {
            all.addAll(list.items());
        }
        all.addAll(in.subList(1, in.size()));
        budget.characters(8L * all.size());
        return new Value.Items(all, Type.ANYS);
    }
}
