package io.hypervigil.docs;

import java.util.List;

/** Writes a page in Markdown. */
final class Markdown {

    private final StringBuilder out = new StringBuilder();

    Markdown heading(int level, String text) {
        return paragraph("#".repeat(level) + " " + text);
    }

    Markdown paragraph(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text.strip()).append('\n');
        return this;
    }

    Markdown table(List<String> head, List<List<String>> rows) {
        out.append('\n');
        row(head);
        out.append('|').repeat("---|", head.size()).append('\n');
        rows.forEach(this::row);
        return this;
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** As it is written in files and on command lines; in a cell a '|' would end it. */
    static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        var fence = text.contains("`") ? "``" : "`";
        return fence + text.replace("|", "\\|").replace("\n", " ") + fence;
    }

    /** Words, in which nothing stands for anything else. */
    static String words(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("<", "\\<")
                .replace("_", "\\_")
                .replace("\n", " ");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
