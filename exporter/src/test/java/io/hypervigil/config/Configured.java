package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file and flags of a test, and what becomes of them. */
public final class Configured {

    public static final CollectorCatalog CATALOG =
            new CollectorCatalog(List.of(TestCollector.MACHINE, TestCollector.GUEST));
    public static final FlagCatalog FLAGS = new FlagCatalog(CATALOG);

    private final Path file;
    private FlagValues flags = FlagValues.NONE;

    private Configured(Path file) {
        this.file = file;
    }

    /** Writes a file into a folder. */
    public static Configured by(Path folder, String yaml) throws IOException {
        var file = folder.resolve("hv.yml");
        Files.writeString(file, yaml);
        return new Configured(file).and("--config.file=" + file);
    }

    public static Configured withoutFile() {
        return new Configured(Path.of("none"));
    }

    /** Adds flags: {@code --x=y}, {@code --x}, {@code --no-x}. */
    Configured and(String... given) {
        for (String text : given) {
            int equals = text.indexOf('=');
            var name = equals < 0 ? text : text.substring(0, equals);
            var flag = FLAGS.named(name);
            var value = equals < 0 ? "true" : text.substring(equals + 1);
            if (flag == null) {
                flag = FLAGS.negated(name);
                value = "false";
            }
            flags = flags.with(Objects.requireNonNull(flag, text), name, value).orElseThrow();
        }
        return this;
    }

    public Configuration load() throws SettingsException {
        return new ConfigurationLoader(CATALOG, Map.of("HV_TOKEN", "s3cret")::get).load(flags);
    }

    /** Asserts the problems, a line each; HV.YML stands for the file. */
    void isRefusedWith(String problems) {
        var refusal = catchThrowableOfType(SettingsException.class, this::load);

        assertThat(refusal).isNotNull();
        assertThat(String.valueOf(refusal.getMessage()).replace(file.toString(), "HV.YML"))
                .isEqualTo(problems.stripTrailing());
    }
}
