package io.hypervigil.alerting.template.syntax;

/** How deep branches and parentheses stand in each other: no stack of ours overflows. */
final class Nesting {

    private static final int MOST = 100;

    private final TokenStream tokens;
    private int depth;

    Nesting(TokenStream tokens) {
        this.tokens = tokens;
    }

    void enter() {
        if (++depth > MOST) {
            throw tokens.error("nested more than " + MOST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
