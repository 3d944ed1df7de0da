package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Optional;

/** Secrets that stand either in the configuration or in a file that it names. */
public final class SecretFields {

    private SecretFields() {}

    /**
     * The secret that one of two keys gives; an empty text counts as none.
     *
     * @throws io.hypervigil.alerting.yaml.YamlException if both do
     */
    public static Optional<Secret> oneOf(YamlMapping yaml, String inline, String file) {
        var text = yaml.text(inline).filter(value -> !value.isEmpty());
        var path = yaml.text(file).filter(value -> !value.isEmpty());
        if (text.isPresent() && path.isPresent()) {
            throw yaml.wrong(
                    file, "at most one of " + inline + " & " + file + " must be configured");
        }
        return text.map(Secret::of).or(() -> path.map(Secret::inFile));
    }
}
