package io.hypervigil.collect.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a settings record back into what somebody could have given to get it; secrets are left as
 * {@code <secret>}.
 *
 * <p>Thread: any.
 */
public final class SettingsPrinter {

    private static final String PLACE = "effective settings";

    private SettingsPrinter() {}

    /** Every component but those that are absent, under its key. */
    public static Given.Fields print(SettingsShape<?> shape, Record settings) {
        var fields = new LinkedHashMap<String, Given>();
        for (SettingEntry entry : shape.entries()) {
            print(entry.type(), entry.read(settings))
                    .ifPresent(given -> fields.put(entry.key(), given));
        }
        return new Given.Fields(fields, Map.of(), PLACE);
    }

    private static Optional<Given> print(SettingType type, Object value) {
        return switch (type) {
            case SettingType.Maybe(var some) ->
                    ((Optional<?>) value).flatMap(present -> print(some, present));
            case SettingType.ListOf(var element) ->
                    Optional.of(
                            new Given.Items(
                                    ((List<?>) value)
                                            .stream()
                                                    .flatMap(item -> print(element, item).stream())
                                                    .toList(),
                                    PLACE));
            case SettingType.MapOf(var element) -> Optional.of(map(element, (Map<?, ?>) value));
            case SettingType.Nested(var shape) -> Optional.of(print(shape, (Record) value));
            case SettingType.Span _ -> scalar(Durations.format((Duration) value));
            case SettingType.Choice _ -> scalar(SettingNames.ofConstant((Enum<?>) value));
            // A secret's text is the mark that stands for it.
            case SettingType.Hidden _,
                    SettingType.Text _,
                    SettingType.Switch _,
                    SettingType.Whole _,
                    SettingType.Decimal _,
                    SettingType.FilePath _ ->
                    scalar(value.toString());
        };
    }

    private static Given map(SettingType element, Map<?, ?> values) {
        var fields = new LinkedHashMap<String, Given>();
        values.forEach(
                (key, value) ->
                        print(element, value)
                                .ifPresent(given -> fields.put(key.toString(), given)));
        return new Given.Fields(fields, Map.of(), PLACE);
    }

    private static Optional<Given> scalar(String text) {
        return Optional.of(new Given.Scalar(text, PLACE));
    }
}
