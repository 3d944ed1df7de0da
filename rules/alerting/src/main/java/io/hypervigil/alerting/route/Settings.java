package io.hypervigil.alerting.route;

import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that several parts of the file have. */
final class Settings {

    /** What {@code match} and {@code match_re} take still, though names may be any UTF-8 by now. */
    private static final Pattern OLD_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Settings() {}

    static Optional<Duration> duration(YamlMapping mapping, String key) {
        return mapping.text(key)
                .map(
                        text -> {
                            try {
                                return Duration.ofMillis(Durations.parseMillis(text));
                            } catch (IllegalArgumentException e) {
                                throw mapping.wrong(key, String.valueOf(e.getMessage()));
                            }
                        });
    }

    /** All of {@code match}, {@code match_re} and {@code matchers} under their names. */
    static Matchers matchers(YamlMapping mapping, String match, String matchRe, String matchers) {
        var all = new ArrayList<Matcher>();
        mapping.textMap(match)
                .forEach(
                        (name, value) -> {
                            checkName(mapping, match, name);
                            all.add(new Matcher(Matcher.Type.EQUAL, name, value));
                        });
        all.addAll(expressions(mapping, matchRe));
        for (var text : mapping.texts(matchers)) {
            try {
                all.addAll(MatcherText.all(text).all());
            } catch (IllegalArgumentException e) {
                throw mapping.wrong(matchers, String.valueOf(e.getMessage()));
            }
        }
        return new Matchers(all).sorted();
    }

    private static List<Matcher> expressions(YamlMapping mapping, String key) {
        var all = new ArrayList<Matcher>();
        var values = mapping.mapping(key);
        for (var name : values.map(YamlMapping::keys).orElse(Set.of())) {
            checkName(mapping, key, name);
            var value =
                    values.flatMap(within -> within.text(name))
                            .orElseThrow(
                                    () ->
                                            mapping.wrong(
                                                    key,
                                                    "invalid regexp value for \"" + name + "\""));
            try {
                // Anchored once more in the text, since group keys show it so.
                all.add(new Matcher(Matcher.Type.REGEX, name, "^(?:" + value + ")$"));
            } catch (IllegalArgumentException e) {
                throw mapping.wrong(key, String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    private static void checkName(YamlMapping mapping, String key, String name) {
        if (!OLD_NAME.matcher(name).matches()) {
            throw mapping.wrong(key, "invalid label name \"" + name + "\"");
        }
    }

    /** Names of labels, UTF-8 ones too. */
    static List<String> names(YamlMapping mapping, String key) {
        var names = mapping.texts(key);
        for (var name : names) {
            if (!Labels.isName(name)) {
                throw mapping.wrong(key, "invalid label name \"" + name + "\" in " + key + " list");
            }
        }
        return names;
    }
}
