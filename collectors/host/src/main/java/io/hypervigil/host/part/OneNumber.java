package io.hypervigil.host.part;

import io.hypervigil.collect.files.Text;

/** Parses the files that hold one number, as most below /proc/sys do. */
public final class OneNumber {

    private OneNumber() {}

    /** The number on the first line, unsigned. */
    public static double parse(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty");
        }
        return text.unsigned();
    }
}
