package io.hypervigil.alerting.template.time;

import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Go's {@code *time.Location} as a type of templates. */
final class Locations {

    static final Type TYPE = Type.struct("*time.Location").shownAs(Locations::name);

    private static final String NAME = "name";

    /** Each is there once, so that templates find one equal to itself; zones are few. */
    private static final Map<ZoneId, Value> ALL = new ConcurrentHashMap<>();

    static {
        TYPE.with(Function.of("String", List.of(), (_, in) -> Value.of(name(in.getFirst()))));
    }

    private Locations() {}

    static Value of(ZoneId zone) {
        return ALL.computeIfAbsent(
                zone,
                one ->
                        new Value.Fields(
                                Map.of(NAME, Value.of(MomentText.isUtc(one) ? "UTC" : one.getId())),
                                TYPE));
    }

    static ZoneId zone(Value location) {
        var name = name(location);
        return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
    }

    private static String name(Value location) {
        return ((Value.Fields) location).fields().get(NAME) instanceof Value.Text text
                ? text.value()
                : "";
    }
}
