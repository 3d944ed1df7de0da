package io.hypervigil.web.security;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A web configuration with what its files hold.
 *
 * @param tls what handshakes are made with; empty for plain HTTP
 */
record LoadedWebConfig(WebConfig config, Optional<TlsContext> tls) {

    static final LoadedWebConfig NONE = new LoadedWebConfig(WebConfig.NONE, Optional.empty());

    /**
     * Reads the file and all that it names through {@code files}, which watch them from then on.
     */
    static LoadedWebConfig read(WatchedFiles files, Path file) throws SettingsException {
        var yaml = YamlReader.parse(file.toString(), text(files, file));
        var given =
                blankValues(blankValues(yaml, "basic_auth_users"), "http_server_config", "headers");
        // What stands in the file stands there: exporter-toolkit replaces no ${NAME}.
        var binder = new SettingsBinder(_ -> null, Path.of(""));
        var written = binder.bind(Written.class, given);
        var places = new Places(given);
        var rules = new WebConfigRules(places, file.toAbsolutePath().resolveSibling(""));
        var config = rules.apply(written, saysAnythingOfTls(given));
        if (config.isEmpty()) {
            throw new SettingsException(places.problems());
        }
        var tls = config.get().tls();
        return new LoadedWebConfig(
                config.get(),
                tls.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TlsMaterial(files, places).load(tls.get())));
    }

    private static String text(WatchedFiles files, Path file) throws SettingsException {
        try {
            var bytes = ByteBuffer.wrap(files.read(file));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (NoSuchFileException _) {
            throw new SettingsException(List.of(file + ": no such file"));
        } catch (CharacterCodingException _) {
            throw new SettingsException(List.of(file + ": not UTF-8"));
        } catch (IOException e) {
            throw new SettingsException(List.of(file + ": could not be read: " + e.getMessage()));
        }
    }

    /**
     * Whether TLS is meant. exporter-toolkit goes on in plain HTTP where the section names neither
     * a certificate, a key nor anything of clients; here it is refused then, since whoever writes
     * {@code min_version} does not expect passwords in the clear.
     */
    private static boolean saysAnythingOfTls(Given given) {
        return given instanceof Given.Fields fields
                && fields.fields().get("tls_server_config") instanceof Given.Fields tls
                && tls.fields().values().stream().anyMatch(LoadedWebConfig::saysAnything);
    }

    private static boolean saysAnything(Given value) {
        return switch (value) {
            case Given.Nothing _ -> false;
            case Given.Scalar scalar -> !scalar.text().isEmpty();
            case Given.Items _, Given.Fields _ -> true;
        };
    }

    /**
     * What was given, where the values of the mapping that a path leads to are blank instead of
     * missing, as Go's YAML has it: {@code X-Frame-Options:} is a header of no value.
     */
    private static Given blankValues(Given given, String... path) {
        if (!(given instanceof Given.Fields fields)) {
            return given;
        }
        var values = new LinkedHashMap<>(fields.fields());
        if (path.length == 0) {
            values.replaceAll((_, value) -> blankForNothing(value));
        } else {
            var rest = Arrays.copyOfRange(path, 1, path.length);
            values.computeIfPresent(path[0], (_, value) -> blankValues(value, rest));
        }
        return new Given.Fields(values, fields.keyPlaces(), fields.place());
    }

    private static Given blankForNothing(Given value) {
        return value instanceof Given.Nothing nothing
                ? new Given.Scalar("", nothing.place())
                : value;
    }
}
