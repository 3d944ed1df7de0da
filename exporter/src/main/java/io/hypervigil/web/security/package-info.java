/**
 * Who may come in: TLS, client certificates, users, headers and the rate limit of {@code
 * --web.config.file}, in prometheus/exporter-toolkit's format.
 */
@NullMarked
package io.hypervigil.web.security;

import org.jspecify.annotations.NullMarked;
