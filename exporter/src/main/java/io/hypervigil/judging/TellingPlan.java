package io.hypervigil.judging;

import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.inhibit.InhibitRule;
import io.hypervigil.alerting.notifier.AlertingConfig;
import io.hypervigil.alerting.notifier.AlertmanagerAddress;
import io.hypervigil.alerting.notifier.Relabeling;
import io.hypervigil.alerting.receiver.Expansion;
import io.hypervigil.alerting.receiver.NotificationExpansion;
import io.hypervigil.alerting.receiver.ReceiverKinds;
import io.hypervigil.alerting.route.RoutingConfig;
import io.hypervigil.alerting.rulefile.Globs;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.template.notification.NotificationTemplates;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.TemplateException;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.AlertingSection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of what, read whole and found good.
 *
 * @param alertmanagers that alerts are posted to
 * @param routing whom this process itself tells
 * @param templates of messages
 * @param shown the router's file without its secrets
 */
public record TellingPlan(
        AlertingConfig alertmanagers,
        RoutingConfig routing,
        Expansion.Source templates,
        String shown) {

    private static final long MOST_BYTES = 4 << 20;

    /** What Prometheus allows an Alertmanager. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Where no file says who is told: alerts can be seen and silenced, and nobody is told. */
    private static final String NOBODY =
            "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n";

    /**
     * Reads the files that a configuration names.
     *
     * @param url under which people reach the process
     * @throws SettingsException with the fault, its file and line
     */
    public static TellingPlan read(AlertingSection section, String url, InstantSource clock)
            throws SettingsException {
        return read(
                section.routerFile(),
                section.shippedInhibitions(),
                url,
                clock,
                () -> alertmanagers(section));
    }

    /**
     * Reads a router's file alone.
     *
     * @throws SettingsException with the fault, its file and line
     */
    public static TellingPlan ofRouter(Path file, InstantSource clock) throws SettingsException {
        return read(Optional.of(file), false, "", clock, TellingPlan::none);
    }

    /** Reads a part of the plan. */
    @FunctionalInterface
    private interface Reading {
        AlertingConfig read() throws SettingsException;
    }

    private static TellingPlan read(
            Optional<Path> file,
            boolean isWithShipped,
            String url,
            InstantSource clock,
            Reading alertmanagers)
            throws SettingsException {
        try {
            var text = file.isPresent() ? text(file.get()) : NOBODY;
            var name = file.map(Path::toString).orElse("the router without a file");
            var routing = RoutingConfig.parse(text, name, new ReceiverKinds());
            return new TellingPlan(
                    alertmanagers.read(),
                    isWithShipped ? withShipped(routing) : routing,
                    templates(routing, file, url, clock),
                    RoutingConfig.shown(text, name));
        } catch (YamlException | TemplateException e) {
            throw new SettingsException(List.of(String.valueOf(e.getMessage())));
        } catch (RuleFileException e) {
            throw new SettingsException(e.faults());
        }
    }

    private static RoutingConfig withShipped(RoutingConfig routing) {
        var shipped =
                RoutingConfig.parse(
                        NOBODY + ShippedPacks.text("inhibitions"),
                        "packs/inhibitions.yml",
                        new ReceiverKinds());
        var rules = new ArrayList<InhibitRule>(routing.inhibitRules());
        rules.addAll(shipped.inhibitRules());
        return routing.withInhibitRules(rules);
    }

    private static Expansion.Source templates(
            RoutingConfig routing, Optional<Path> file, String url, InstantSource clock)
            throws SettingsException, RuleFileException {
        var files = new ArrayList<Path>();
        for (String pattern : routing.templates()) {
            var folder =
                    file.map(Path::toAbsolutePath)
                            .map(Path::getParent)
                            .orElse(Path.of("").toAbsolutePath());
            files.addAll(Globs.expand(folder, pattern));
        }
        try {
            var templates =
                    NotificationTemplates.load(files, Limits.DEFAULT, clock, System::nanoTime);
            return NotificationExpansion.source(templates, url);
        } catch (IOException e) {
            throw new SettingsException(List.of("templates: cannot be read: " + e.getMessage()));
        }
    }

    private static AlertingConfig alertmanagers(AlertingSection section) throws SettingsException {
        var all = new ArrayList<AlertmanagerAddress>();
        for (String url : section.alertmanagers()) {
            all.add(ofUrl(url));
        }
        var relabeling = List.<Relabeling>of();
        var file = section.alertmanagersFile();
        if (file.isPresent()) {
            var read = ofFile(file.get());
            relabeling = read.relabeling();
            all.addAll(read.alertmanagers());
        }
        return new AlertingConfig(relabeling, all);
    }

    private static AlertingConfig ofFile(Path path) throws SettingsException {
        var name = path.toString();
        return YamlText.mapping(text(path), name)
                .map(
                        file -> {
                            var section = file.mapping("alerting");
                            file.end();
                            return section.map(AlertingConfig::read).orElseGet(TellingPlan::none);
                        })
                .orElseGet(TellingPlan::none);
    }

    private static AlertingConfig none() {
        return new AlertingConfig(List.of(), List.of());
    }

    private static AlertmanagerAddress ofUrl(String url) throws SettingsException {
        var uri = Addresses.parsed(url);
        if (uri.isEmpty() || uri.get().getRawUserInfo() != null) {
            throw notUrl(url);
        }
        return new AlertmanagerAddress(
                URI.create(Addresses.joined(uri.get().toString(), "/api/v2/alerts")),
                HttpSettings.DEFAULT,
                TIMEOUT,
                List.of());
    }

    private static SettingsException notUrl(String url) {
        return new SettingsException(
                List.of(
                        "alerting.alertmanagers: '"
                                + url.replaceAll("//.*@", "//<secret>@")
                                + "', a URL such as http://alertmanager:9093 expected; credentials"
                                + " go into alerting.alertmanagers_file"));
    }

    private static String text(Path path) throws SettingsException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new SettingsException(List.of(path + ": more than 4 MiB"));
            }
            return Files.readString(path);
        } catch (NoSuchFileException _) {
            throw new SettingsException(List.of(path + ": no such file"));
        } catch (CharacterCodingException _) {
            throw new SettingsException(List.of(path + ": not UTF-8"));
        } catch (IOException e) {
            throw new SettingsException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
    }
}
