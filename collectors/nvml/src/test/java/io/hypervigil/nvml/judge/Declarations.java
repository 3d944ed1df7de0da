package io.hypervigil.nvml.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a C file declares, by its text: as much of C as NVIDIA's header and our stub are written in.
 *
 * @param structs names and what lies in them, without bit fields
 * @param functions names and the types of their parameters
 */
public record Declarations(
        Map<String, List<Declarator>> structs, Map<String, List<String>> functions) {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern STRUCT =
            Pattern.compile(
                    "typedef\\s+struct\\s*\\w*\\s*\\{((?:[^{}]|\\{[^{}]*})*)}\\s*([\\w\\s,]+);");
    private static final Pattern ALIAS =
            Pattern.compile("typedef\\s+(nvml\\w+_t)\\s+(nvml\\w+_t)\\s*;");
    private static final Pattern NESTED = Pattern.compile("\\{[^{}]*}");
    private static final Pattern DECLARATOR =
            Pattern.compile("(\\w+)\\s*((?:\\[[^]]*])*)\\s*(?:=.*)?$");
    private static final Pattern FUNCTION =
            Pattern.compile("nvmlReturn_t\\s+DECLDIR\\s+(nvml\\w+)\\s*\\(([^)]*)\\)\\s*;");
    private static final Pattern PARAMETER_NAME = Pattern.compile("\\w+\\s*(?:\\[])?$");

    /** A field; an array or not. */
    public record Declarator(String name, boolean isArray) {}

    /** The types of the parameters of a function that is there. */
    public List<String> parameters(String function) {
        return Objects.requireNonNull(functions.get(function), function);
    }

    /** Reads a file. */
    public static Declarations of(Path file) {
        String text;
        try {
            text = COMMENT.matcher(Files.readString(file)).replaceAll(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var structs = new TreeMap<String, List<Declarator>>();
        STRUCT.matcher(text)
                .results()
                .forEach(
                        found -> {
                            for (String name : found.group(2).split(",", -1)) {
                                structs.put(name.strip(), fields(found.group(1)));
                            }
                        });
        ALIAS.matcher(text)
                .results()
                .filter(found -> structs.containsKey(found.group(1)))
                .forEach(found -> structs.put(found.group(2), structs.get(found.group(1))));
        var functions = new TreeMap<String, List<String>>();
        FUNCTION.matcher(text)
                .results()
                .forEach(found -> functions.put(found.group(1), parameters(found)));
        return new Declarations(structs, functions);
    }

    private static List<Declarator> fields(String body) {
        var fields = new ArrayList<Declarator>();
        for (String declaration : NESTED.matcher(body).replaceAll(" ").split(";", -1)) {
            if (declaration.isBlank() || declaration.contains(":")) {
                continue;
            }
            for (String one : declaration.split(",", -1)) {
                var found = DECLARATOR.matcher(one.strip());
                // The last member may be as long as the caller likes: it has no size.
                if (found.find() && !found.group(2).equals("[]")) {
                    fields.add(new Declarator(found.group(1), !found.group(2).isEmpty()));
                }
            }
        }
        return fields;
    }

    private static List<String> parameters(MatchResult function) {
        return Arrays.stream(function.group(2).split(",", -1))
                .map(String::strip)
                .filter(parameter -> !parameter.equals("void") && !parameter.isEmpty())
                .map(parameter -> PARAMETER_NAME.matcher(parameter).replaceFirst("").strip())
                .toList();
    }
}
