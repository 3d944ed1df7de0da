package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;

/**
 * Bounds how deep a query is nested: whoever walks its tree does so on a stack, of 512 kB on most
 * threads of the process.
 *
 * <p>A query gets deep by nesting, where the parser itself is, and by rows: {@code 1 + 1 + 1} is as
 * deep as it is long.
 */
final class Nesting {

    private final TokenStream tokens;
    private int parserDepth;
    private int height;

    Nesting(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** The parser goes one level down. */
    void enter() throws ParseException {
        parserDepth++;
        check(parserDepth, tokens.peek().position());
    }

    /** The parser comes back. */
    void leave() {
        parserDepth--;
    }

    /** How many levels the tree has that was built last. */
    int height() {
        return height;
    }

    /** A leaf was built. */
    void leaf() {
        height = 1;
    }

    /** A node was built on trees, the highest of which has so many levels. */
    void node(int highest, PositionRange position) throws ParseException {
        height = highest + 1;
        check(height, position);
    }

    private void check(int depth, PositionRange position) throws ParseException {
        if (depth > Parser.MAX_DEPTH) {
            throw tokens.error(
                    position, "the query is nested deeper than " + Parser.MAX_DEPTH + " levels");
        }
    }
}
