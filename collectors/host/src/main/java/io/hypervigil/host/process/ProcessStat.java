package io.hypervigil.host.process;

import io.hypervigil.collect.files.Text;

/**
 * What is wanted of /proc/PID/stat.
 *
 * @param state a letter: R, S, D, Z, T, I
 */
record ProcessStat(String state, int threads) {

    /** Fields between the state and the number of threads. */
    private static final int FIELDS_BETWEEN = 16;

    /**
     * The text {@code 42 (name) S 1 …}. The name is the program's own choice: it may hold
     * parentheses, blanks and line feeds, so the last parenthesis counts.
     */
    static ProcessStat parse(Text text) {
        var whole = text.trimmed();
        int end = whole.lastIndexOf(')');
        var rest = Text.of(whole.substring(end + 1));
        if (end < 0 || !rest.nextLine()) {
            throw text.malformed("no ')' behind a name and no state");
        }
        var state = rest.field();
        rest.skip(FIELDS_BETWEEN);
        return new ProcessStat(state, (int) rest.whole());
    }
}
