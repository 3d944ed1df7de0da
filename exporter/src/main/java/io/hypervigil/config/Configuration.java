package io.hypervigil.config;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.collect.settings.SettingsPrinter;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All that the process is told, in files and flags: the tree of records is the YAML file.
 *
 * <p>Thread: any; immutable.
 *
 * @param sections the sections whose keys are fixed
 * @param collectors the section whose keys are the collectors' names
 * @param catalog the collectors it was made for
 */
public record Configuration(
        Sections sections, CollectorsSection collectors, CollectorCatalog catalog) {

    static final String COLLECTORS = "collectors";

    /** The sections whose keys are fixed. */
    public record Sections(
            WebSection web,
            LogSection log,
            PathSection path,
            SamplingSection sampling,
            WindowSection window,
            QuerySection query,
            AlertingSection alerting) {}

    public WebSection web() {
        return sections.web();
    }

    public LogSection log() {
        return sections.log();
    }

    public PathSection path() {
        return sections.path();
    }

    public SamplingSection sampling() {
        return sections.sampling();
    }

    public WindowSection window() {
        return sections.window();
    }

    public QuerySection query() {
        return sections.query();
    }

    public AlertingSection alerting() {
        return sections.alerting();
    }

    /** Which groups are on. */
    public EnabledGroups enabledGroups() {
        return EnabledGroups.of(catalog, collectors);
    }

    /** What becomes of the beats that a collector's probes declare. */
    public UnaryOperator<Beat> beats(String collector) {
        var interval = collectors.of(collector).common().interval();
        return declared -> sampling().beat(declared, interval);
    }

    /** This configuration as a file that gives it again, but for secrets, which are left out. */
    public String toYaml() {
        return YamlWriter.write(print());
    }

    /** What differs from the defaults: {@code web.max_requests: 9}, in the order of the file. */
    public List<String> differences() {
        var defaults = defaults().leaves();
        var lines = new ArrayList<String>();
        leaves().forEach(
                        (key, text) -> {
                            if (!text.equals(defaults.get(key))) {
                                lines.add(key + ": " + text);
                            }
                        });
        return lines;
    }

    /** The value of each flag, by its name without dashes; what is a secret is not among them. */
    public Map<String, String> flags() {
        var values = leaves();
        var flags = new TreeMap<String, String>();
        for (FlagSection section : new FlagCatalog(catalog).sections()) {
            for (Flag flag : section.flags()) {
                var value = values.get(flag.key());
                if (value != null) {
                    flags.put(flag.name().substring(2), value);
                }
            }
        }
        return flags;
    }

    private Configuration defaults() {
        try {
            return new ConfigurationLoader(catalog, _ -> null).load(FlagValues.NONE);
        } catch (SettingsException e) {
            throw new IllegalStateException("defaults are refused: " + e.getMessage(), e);
        }
    }

    private Map<String, String> leaves() {
        var leaves = new LinkedHashMap<String, String>();
        addLeaves("", print(), leaves);
        return leaves;
    }

    private static void addLeaves(String path, Given given, Map<String, String> leaves) {
        switch (given) {
            case Given.Fields(var fields, _, _) ->
                    fields.forEach(
                            (key, value) ->
                                    addLeaves(
                                            path.isEmpty() ? key : path + "." + key,
                                            value,
                                            leaves));
            case Given.Scalar(var text, _) -> leaves.put(path, YamlWriter.text(text));
            case Given.Items items -> leaves.put(path, YamlWriter.inline(items));
            case Given.Nothing _ -> leaves.put(path, "");
        }
    }

    private Given.Fields print() {
        var fields = new LinkedHashMap<String, Given>();
        fields.putAll(print(Sections.class, sections));
        var ofCollectors =
                new LinkedHashMap<>(print(CollectorsSection.Common.class, collectors.common()));
        for (KnownCollector known : catalog.collectors()) {
            var said = collectors.of(known.name());
            var own = new LinkedHashMap<>(print(CollectorSection.Common.class, said.common()));
            own.putAll(SettingsPrinter.print(known.shape(), said.settings()).fields());
            ofCollectors.put(known.name(), mapping(own));
        }
        fields.put(COLLECTORS, mapping(ofCollectors));
        return mapping(fields);
    }

    private static Map<String, Given> print(Class<? extends Record> type, Record settings) {
        return SettingsPrinter.print(SettingsShape.of(type), settings).fields();
    }

    private static Given.Fields mapping(Map<String, Given> fields) {
        return new Given.Fields(fields, Map.of(), "effective configuration");
    }
}
