package io.hypervigil.alerting.rulefile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * File patterns as Go's {@code filepath.Glob} has them: {@code *}, {@code ?}, {@code [a-z]} within
 * one part of a path.
 */
public final class Globs {

    /** The most files that patterns may name together. */
    public static final int MOST_FILES = 10_000;

    private Globs() {}

    /**
     * The files of all patterns, each once, in the order of the patterns.
     *
     * @param unmatched is told of patterns that no file matches
     */
    static Set<Path> expandAll(Path base, List<String> patterns, Consumer<String> unmatched)
            throws RuleFileException {
        var all = new LinkedHashSet<Path>();
        for (var pattern : patterns) {
            var files = expand(base, pattern);
            if (files.isEmpty()) {
                unmatched.accept(pattern);
            }
            all.addAll(files);
            if (all.size() > MOST_FILES) {
                throw new RuleFileException(List.of(pattern + ": more than 10000 files"));
            }
        }
        return all;
    }

    /**
     * The files of a pattern in the order of their names; none where there is none.
     *
     * @param base where a relative pattern begins
     * @throws RuleFileException for a pattern that is none
     */
    public static List<Path> expand(Path base, String pattern) throws RuleFileException {
        boolean isAbsolute = pattern.startsWith("/");
        var found = List.of(isAbsolute ? Path.of("/") : base);
        for (var part : pattern.split("/", -1)) {
            if (!part.isEmpty()) {
                found = step(found, part, pattern);
            }
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> step(List<Path> folders, String part, String pattern)
            throws RuleFileException {
        boolean isPlain = part.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0);
        var next = new ArrayList<Path>();
        for (var folder : folders) {
            if (isPlain) {
                next.add(folder.resolve(part));
            } else if (Files.isDirectory(folder)) {
                list(folder, matcher(part, pattern), next);
            }
            if (next.size() > MOST_FILES) {
                throw new RuleFileException(List.of(pattern + ": more than 10000 files"));
            }
        }
        return next;
    }

    private static void list(Path folder, Pattern name, List<Path> into) throws RuleFileException {
        try (var entries = Files.list(folder)) {
            entries.filter(entry -> name.matches(String.valueOf(entry.getFileName())))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .forEach(into::add);
        } catch (IOException e) {
            throw new RuleFileException(List.of(folder + ": cannot be listed: " + e.getMessage()));
        }
    }

    private static Pattern matcher(String part, String pattern) throws RuleFileException {
        var regex = new StringBuilder("(?s)");
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> {
                    int end = part.indexOf(']', i + 1);
                    if (end < 0) {
                        throw syntax(pattern);
                    }
                    regex.append(part, i, end + 1);
                    i = end;
                }
                case '\\' -> {
                    i++;
                    if (i == part.length()) {
                        throw syntax(pattern);
                    }
                    regex.append(Pattern.quote(part.substring(i, i + 1)));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException _) {
            throw syntax(pattern);
        }
    }

    private static RuleFileException syntax(String pattern) {
        return new RuleFileException(List.of(pattern + ": syntax error in pattern"));
    }
}
