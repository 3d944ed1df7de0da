package io.hypervigil.alerting.notifier;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.promql.labels.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step of <a
 * href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">Prometheus'
 * relabelling</a>.
 *
 * @param sources whose values, joined by the separator, are looked at
 * @param regex that must match all of it
 * @param modulus for {@code hashmod}
 */
public record Relabeling(
        Action action,
        List<String> sources,
        String separator,
        Pattern regex,
        String target,
        String replacement,
        long modulus) {

    private static final Set<String> DROP_OR_KEEP_BY_NAME = Set.of("labeldrop", "labelkeep");

    /** What a step does. */
    enum Action {
        REPLACE,
        KEEP,
        DROP,
        KEEPEQUAL,
        DROPEQUAL,
        HASHMOD,
        LABELMAP,
        LABELDROP,
        LABELKEEP,
        LOWERCASE,
        UPPERCASE
    }

    public Relabeling {
        sources = List.copyOf(sources);
    }

    /** Reads the list under a key. */
    public static List<Relabeling> readAll(YamlMapping yaml, String key) {
        return yaml.mappings(key).stream().map(Relabeling::read).toList();
    }

    private static Relabeling read(YamlMapping yaml) {
        var step =
                new Relabeling(
                        action(yaml),
                        yaml.texts("source_labels"),
                        yaml.text("separator").orElse(";"),
                        regex(yaml),
                        yaml.text("target_label").orElse(""),
                        yaml.text("replacement").orElse("$1"),
                        yaml.integer("modulus").orElse(0));
        step.check(yaml);
        yaml.end();
        return step;
    }

    private static Action action(YamlMapping yaml) {
        var text = yaml.text("action").orElse("replace").toUpperCase(Locale.ROOT);
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equals(text))
                .findFirst()
                .orElseThrow(() -> yaml.wrong("action", "unknown relabel action"));
    }

    private static Pattern regex(YamlMapping yaml) {
        try {
            return Pattern.compile("^(?s:" + yaml.text("regex").orElse("(.*)") + ")$");
        } catch (PatternSyntaxException e) {
            throw yaml.wrong("regex", String.valueOf(e.getDescription()));
        }
    }

    private void check(YamlMapping yaml) {
        var name = action.name().toLowerCase(Locale.ROOT);
        boolean needsTarget =
                switch (action) {
                    case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> true;
                    case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
                };
        if (needsTarget && target.isEmpty()) {
            throw yaml.wrong("target_label", "relabel action " + name + " needs a target_label");
        }
        if ((action == Action.HASHMOD) && (modulus <= 0)) {
            throw yaml.wrong("modulus", "relabel action hashmod needs a modulus above 0");
        }
        if (DROP_OR_KEEP_BY_NAME.contains(name) && !(sources.isEmpty() && target.isEmpty())) {
            throw yaml.wrong("action", name + " goes with a regex alone");
        }
    }

    /** All steps, one after the other; empty where one drops the labels. */
    public static Optional<Labels> apply(List<Relabeling> steps, Labels labels) {
        var now = Optional.of(labels);
        for (var step : steps) {
            now = now.flatMap(step::apply);
        }
        return now;
    }

    private Optional<Labels> apply(Labels labels) {
        var value = sources.stream().map(labels::get).collect(Collectors.joining(separator));
        return switch (action) {
            case KEEP -> kept(labels, matches(value));
            case DROP -> kept(labels, !matches(value));
            case KEEPEQUAL -> kept(labels, labels.get(target).equals(value));
            case DROPEQUAL -> kept(labels, !labels.get(target).equals(value));
            case REPLACE -> Optional.of(replaced(labels, value));
            case LOWERCASE -> Optional.of(set(labels, target, value.toLowerCase(Locale.ROOT)));
            case UPPERCASE -> Optional.of(set(labels, target, value.toUpperCase(Locale.ROOT)));
            case HASHMOD -> Optional.of(set(labels, target, hashed(value)));
            case LABELMAP -> Optional.of(mapped(labels));
            case LABELDROP -> Optional.of(labels.without(matching(labels, true)));
            case LABELKEEP -> Optional.of(labels.without(matching(labels, false)));
        };
    }

    private static Optional<Labels> kept(Labels labels, boolean isKept) {
        return isKept ? Optional.of(labels) : Optional.empty();
    }

    private boolean matches(String text) {
        return regex.matcher(text).find();
    }

    private Labels replaced(Labels labels, String value) {
        var matcher = regex.matcher(value);
        if (!matcher.find()) {
            return labels;
        }
        var name = expanded(target, matcher);
        return Labels.isName(name) ? set(labels, name, expanded(replacement, matcher)) : labels;
    }

    private static Labels set(Labels labels, String name, String value) {
        return value.isEmpty() ? labels.without(name) : labels.with(name, value);
    }

    private Labels mapped(Labels labels) {
        var mapped = new TreeMap<String, String>();
        labels.forEach(mapped::put);
        labels.forEach(
                (name, value) -> {
                    var matcher = regex.matcher(name);
                    if (matcher.find()) {
                        mapped.put(expanded(replacement, matcher), value);
                    }
                });
        return Labels.of(mapped);
    }

    private List<String> matching(Labels labels, boolean doMatch) {
        var names = new ArrayList<String>();
        labels.forEach(
                (name, _) -> {
                    if (matches(name) == doMatch) {
                        names.add(name);
                    }
                });
        return names;
    }

    // Prometheus takes the last 8 bytes of MD5 as a number.
    private String hashed(String value) {
        try {
            var digest =
                    MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            var number = new BigInteger(1, Arrays.copyOfRange(digest, 8, 16));
            return number.mod(BigInteger.valueOf(modulus)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** {@code $1}, {@code ${1}}, {@code ${name}} and {@code $$}, as Go's regexp expands them. */
    private static String expanded(String template, Matcher matcher) {
        var text = new StringBuilder();
        for (int i = 0; i < template.length(); ) {
            char next = template.charAt(i);
            if ((next != '$') || (i + 1 == template.length())) {
                text.append(next);
                i++;
            } else if (template.charAt(i + 1) == '$') {
                text.append('$');
                i += 2;
            } else {
                i = expandedGroup(template, i, matcher, text);
            }
        }
        return text.toString();
    }

    private static int expandedGroup(
            String template, int dollar, Matcher matcher, StringBuilder text) {
        boolean isBraced = template.charAt(dollar + 1) == '{';
        int from = isBraced ? dollar + 2 : dollar + 1;
        int to = from;
        while ((to < template.length()) && isOfName(template.charAt(to))) {
            to++;
        }
        boolean isClosed = !isBraced || ((to < template.length()) && (template.charAt(to) == '}'));
        if ((to == from) || !isClosed) {
            text.append('$');
            return dollar + 1;
        }
        text.append(group(matcher, template.substring(from, to)));
        return isBraced ? to + 1 : to;
    }

    private static boolean isOfName(char c) {
        return (c == '_')
                || ((c >= '0') && (c <= '9'))
                || ((c >= 'a') && (c <= 'z'))
                || ((c >= 'A') && (c <= 'Z'));
    }

    private static String group(Matcher matcher, String name) {
        try {
            var value =
                    name.matches("\\d{1,4}")
                            ? number(matcher, Integer.parseInt(name))
                            : matcher.group(name);
            return value == null ? "" : value;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String number(Matcher matcher, int group) {
        return group <= matcher.groupCount() ? matcher.group(group) : "";
    }
}
