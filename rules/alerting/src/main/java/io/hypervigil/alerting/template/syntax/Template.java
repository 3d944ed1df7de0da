package io.hypervigil.alerting.template.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One template of a text, by the name that it is called by.
 *
 * @param source the name and the text that it was read from, for the places in error texts
 */
public record Template(String name, Source source, List<Node> body) {

    public Template {
        body = List.copyOf(body);
    }

    /** Whether it has nothing but white space, and so takes no other's place. */
    public boolean isEmpty() {
        return body.stream()
                .allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
    }

    /** A text that was read, and the name it goes by. */
    public record Source(String name, String text) {

        /** {@code name:line:column}, the column in bytes from 0, as Go has it. */
        public String place(int position) {
            var before = text.substring(0, position);
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            var last = before.substring(before.lastIndexOf('\n') + 1);
            return name + ":" + line + ":" + last.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
