package io.hypervigil.config;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration of a file and flags, the flags above the file. It keeps nothing, so that
 * loading again with the same flags is reloading.
 *
 * <p>Thread: any.
 */
public final class ConfigurationLoader {

    private static final Path NO_FOLDER = Path.of("");

    private final CollectorCatalog catalog;
    private final Function<String, @Nullable String> environment;

    /**
     * @param environment the value of a variable, or null
     */
    public ConfigurationLoader(
            CollectorCatalog catalog, Function<String, @Nullable String> environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    /**
     * What the flags say, above the file that they name, above the defaults.
     *
     * @throws SettingsException with every problem, each with file, line and column or with its
     *     flag; also where the file cannot be read
     */
    public Configuration load(FlagValues flags) throws SettingsException {
        var file = flags.configFile();
        if (file.isEmpty()) {
            return bind(flags.asGiven(), NO_FOLDER);
        }
        var path = path(file.get());
        return bind(Overlay.lay(flags.asGiven(), read(path)), path.resolveSibling(""));
    }

    /** The same flags, loaded when asked. */
    public ConfigurationSource source(FlagValues flags) {
        return () -> load(flags);
    }

    /** As {@link #load(FlagValues)} of one file alone. */
    public Configuration load(Path file) throws SettingsException {
        return bind(read(file), file.resolveSibling(""));
    }

    private Configuration bind(Given given, Path folder) throws SettingsException {
        return new ConfigurationBinder(catalog, environment, folder).bind(given);
    }

    private static Path path(String file) throws SettingsException {
        try {
            return Path.of(file);
        } catch (InvalidPathException _) {
            throw refused(FlagCatalog.CONFIG_FILE.name() + ": path expected");
        }
    }

    private static Given read(Path file) throws SettingsException {
        try {
            return YamlReader.read(file);
        } catch (NoSuchFileException _) {
            throw refused(file + ": no such file");
        } catch (AccessDeniedException _) {
            throw refused(file + ": may not be read by this user");
        } catch (IOException e) {
            throw refused(file + ": could not be read: " + e.getMessage());
        }
    }

    private static SettingsException refused(String problem) {
        return new SettingsException(List.of(problem));
    }
}
