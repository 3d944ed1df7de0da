package io.hypervigil;

import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.web.security.WebConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code check web-config}: reads the file, its certificates and keys, and says what it sets. */
final class WebConfigCheck {

    List<String> check(Path file) throws SettingsException {
        var config = WebConfig.load(file);
        var lines = new ArrayList<String>();
        lines.add(config.tls().isPresent() ? "TLS is on" : "TLS is off");
        lines.add(
                config.users().isEmpty()
                        ? "no users: everybody may read"
                        : "users: "
                                + String.join(
                                        ", ", config.users().keySet().stream().sorted().toList()));
        return lines;
    }
}
