package io.hypervigil.judging;

import io.hypervigil.alerting.group.RuleSettings;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.alerting.rulefile.RuleFiles;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.AlertingSection;
import io.hypervigil.config.Configuration;
import io.hypervigil.promql.syntax.ParserOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is judged, read whole and found good, so that nothing of a bad file is ever in force.
 *
 * @param files the shipped packs and those of the configuration, with its changes
 * @param settings how they are evaluated
 * @param telling who is told of alerts
 */
public record JudgingPlan(List<RuleFile> files, RuleSettings settings, TellingPlan telling) {

    private static final Logger LOGGER = LoggerFactory.getLogger(JudgingPlan.class);

    public JudgingPlan {
        files = List.copyOf(files);
    }

    /**
     * Reads all files that a configuration names. Takes a while in a process that has just begun.
     *
     * @param url under which the process is reached, where the configuration names none
     * @throws SettingsException with every fault, its file and line
     */
    public static JudgingPlan read(Configuration configuration, String url, InstantSource clock)
            throws SettingsException {
        var section = configuration.alerting();
        var settings = settings(configuration, url);
        var telling = TellingPlan.read(section, settings.externalUrl(), clock);
        if (!section.enabled()) {
            return new JudgingPlan(List.of(), settings, telling);
        }
        var parser =
                configuration.query().enableExperimental()
                        ? ParserOptions.EVERYTHING
                        : ParserOptions.STABLE;
        var options = new RuleFileOptions(parser, false, false);
        var files =
                new ArrayList<>(
                        ShippedPacks.read(
                                section.packs(),
                                settings.externalUrl(),
                                new RuleFileReader(options)));
        files.addAll(own(section, options));
        return new JudgingPlan(
                new AlertChanges(section.alerts()).applyTo(files), settings, telling);
    }

    private static List<RuleFile> own(AlertingSection section, RuleFileOptions options)
            throws SettingsException {
        var patterns = section.ruleFiles().stream().map(Path::toString).toList();
        try {
            return new RuleFiles(options)
                    .readAll(Path.of("/"), patterns, JudgingPlan::warnUnmatched);
        } catch (RuleFileException e) {
            throw new SettingsException(e.faults());
        }
    }

    private static void warnUnmatched(String pattern) {
        LOGGER.atWarn()
                .addKeyValue("rule_files", pattern)
                .log("no rule file is there that matches");
    }

    private static RuleSettings settings(Configuration configuration, String url) {
        var section = configuration.alerting();
        var query = configuration.query();
        return new RuleSettings(
                section.evaluationInterval(),
                Duration.ZERO,
                section.resendDelay(),
                query.timeout(),
                query.maxSamples(),
                section.externalLabels(),
                section.externalUrl().orElse(url),
                section.holdUnavailable());
    }
}
