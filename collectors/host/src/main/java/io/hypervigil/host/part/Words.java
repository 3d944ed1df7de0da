package io.hypervigil.host.part;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;

/** Parses what is a list of words. */
public final class Words {

    private Words() {}

    /** The fields left on the current line. */
    public static List<String> left(Text text) {
        var words = new ArrayList<String>();
        while (text.hasField()) {
            words.add(text.field());
        }
        return words;
    }

    /** The fields of the first line; none of an empty file. */
    public static List<String> parse(Text text) {
        return text.nextLine() ? left(text) : List.of();
    }
}
