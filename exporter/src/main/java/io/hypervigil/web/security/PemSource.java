package io.hypervigil.web.security;

import io.hypervigil.collect.settings.Secret;
import java.nio.file.Path;

/**
 * Where a certificate or key stands.
 *
 * <p>What is within the web configuration file is a secret even where it is a certificate, so that
 * no record tree shows a key.
 */
public sealed interface PemSource {

    /** In the web configuration file itself. */
    record Inline(Secret text) implements PemSource {}

    /** In a file of its own. */
    record InFile(Path file) implements PemSource {}
}
