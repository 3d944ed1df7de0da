package io.hypervigil.collect.settings;

/**
 * A value that is never printed. In YAML a secret {@code token} is given in place, by {@code
 * ${NAME}} from the environment, or by {@code token_file}.
 *
 * @param reveal the secret itself, for the one call that needs it
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "<secret>";
    }
}
