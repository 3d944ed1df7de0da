package io.hypervigil.alerting.yaml;

/**
 * A place in a text.
 *
 * @param file as a person knows it
 * @param line from 1
 * @param column from 1
 */
public record YamlPlace(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
