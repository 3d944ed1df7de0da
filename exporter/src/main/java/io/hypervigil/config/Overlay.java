package io.hypervigil.config;

import io.hypervigil.collect.settings.Given;
import java.util.LinkedHashMap;

/** Lays what is stronger over what is weaker, key by key. */
final class Overlay {

    private Overlay() {}

    static Given lay(Given stronger, Given weaker) {
        return switch (weaker) {
            case Given.Nothing _ -> stronger;
            case Given.Fields below when stronger instanceof Given.Fields above ->
                    merge(above, below);
            // What is no mapping is refused, though a flag means a key in it.
            case Given.Scalar _, Given.Items _, Given.Fields _ ->
                    stronger instanceof Given.Fields ? weaker : stronger;
        };
    }

    private static Given merge(Given.Fields above, Given.Fields below) {
        var fields = new LinkedHashMap<>(below.fields());
        above.fields()
                .forEach(
                        (key, value) ->
                                fields.merge(key, value, (weak, strong) -> lay(strong, weak)));
        return new Given.Fields(fields, below.keyPlaces(), below.place());
    }
}
