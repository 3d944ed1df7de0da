package io.hypervigil.web;

import java.io.Serial;

/** A path below /metrics that names no collector of this process. */
final class NoSuchCollector extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    NoSuchCollector(String name) {
        super("No collector '" + name + "' runs here.", null, false, false);
    }
}
