package io.hypervigil.host.textfile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Paths that a pattern names as Go's filepath.Glob does: {@code *}, {@code ?} and {@code [a-z]},
 * {@code [^a-z]} within one name, a backslash before what is meant as it stands.
 */
final class FolderPattern {

    private FolderPattern() {}

    /** What exists of the pattern, sorted; the pattern itself as a path where nothing does. */
    static List<Path> expand(String pattern) {
        var found = hasWildcard(pattern) ? expand(Path.of(pattern)) : List.<Path>of();
        return found.isEmpty() ? List.of(Path.of(pattern)) : found;
    }

    private static boolean hasWildcard(String pattern) {
        return pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    private static List<Path> expand(Path pattern) {
        var name = pattern.getFileName();
        if (name == null || !hasWildcard(pattern.toString())) {
            return Files.exists(pattern) ? List.of(pattern) : List.of();
        }
        var above = pattern.getParent();
        var folders = above == null ? List.of(Path.of("")) : expand(above);
        var found = new ArrayList<Path>();
        for (Path folder : folders) {
            found.addAll(matching(folder, name.toString()));
        }
        found.sort(null);
        return found;
    }

    private static List<Path> matching(Path folder, String name) {
        try {
            var pattern = Pattern.compile(regex(name), Pattern.DOTALL);
            try (var entries =
                    Files.newDirectoryStream(
                            folder,
                            entry ->
                                    pattern.matcher(String.valueOf(entry.getFileName()))
                                            .matches())) {
                var found = new ArrayList<Path>();
                entries.forEach(found::add);
                return found;
            }
        } catch (IOException | DirectoryIteratorException | PatternSyntaxException _) {
            return List.of();
        }
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        boolean isInClass = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                i++;
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            } else if (isInClass) {
                isInClass = c != ']';
                // Within a class Java knows more signs than Go.
                regex.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
            } else if (c == '[') {
                isInClass = true;
                regex.append(c);
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return regex.toString();
    }
}
