package io.hypervigil.config;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Secret;
import io.hypervigil.collect.settings.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code alerting}: the rules that samples are judged by, and who is told.
 *
 * <p>The flags {@code --alertmanager.url} and {@code --web.external-url} are vmalert's and
 * Prometheus' own.
 */
public record AlertingSection(
        @Setting(help = "Whether rules are judged and people told.", byDefault = "true")
                boolean enabled,
        @Setting(
                        help =
                                "Shipped packs of rules to judge: all, or some of gpu, vm, host,"
                                        + " container, kubernetes, self; none for not one.",
                        byDefault = AlertingSection.ALL_PACKS)
                List<String> packs,
        @Setting(
                        help =
                                "Rule files of your own, as Prometheus has them, with * ? and [] as in"
                                        + " a shell.",
                        flag = "rule-files")
                List<Path> ruleFiles,
        @Setting(
                        help =
                                "Changes to single alerts, by name, whichever file they are from, so"
                                        + " that no file need be edited.")
                Map<String, AlertChange> alerts,
        @Setting(
                        help = "Time from one judging of a group to the next, where it says none.",
                        byDefault = "15s")
                Duration evaluationInterval,
        @Setting(
                        help = "Time after which an alert that still fires is sent again.",
                        byDefault = "1m")
                Duration resendDelay,
        @Setting(
                        help =
                                "Whether alerts keep their state while the collector that their"
                                        + " metrics come from gives none: not seen is not well.",
                        byDefault = "true")
                boolean holdUnavailable,
        @Setting(
                        help =
                                "Folder that alerts, silences and undelivered notifications are kept"
                                        + " in; without it a restart forgets them.")
                Optional<Path> path,
        @Setting(
                        help =
                                "Who is told of what, in a file as Alertmanager has it; without it"
                                        + " this process itself notifies nobody.",
                        flag = "router-file")
                Optional<Path> routerFile,
        @Setting(
                        help =
                                "Whether alerts that ship keep each other quiet as they ship:"
                                        + " a critical one the same at a lower severity, a host its"
                                        + " guests.",
                        byDefault = "true")
                boolean shippedInhibitions,
        @Setting(
                        help = "URLs of Alertmanagers that alerts are posted to.",
                        flag = "--alertmanager.url")
                List<String> alertmanagers,
        @Setting(
                        help =
                                "A file with the section alerting of a Prometheus, for Alertmanagers"
                                        + " that want credentials, TLS or relabelling.",
                        flag = "alertmanagers-file")
                Optional<Path> alertmanagersFile,
        @Setting(
                        help =
                                "Under which URL people reach this process, for links in"
                                        + " notifications; without it the first listen address.",
                        flag = "--web.external-url")
                Optional<String> externalUrl,
        @Setting(help = "Labels that every alert is sent with.") Map<String, String> externalLabels,
        @Setting(
                        help =
                                "A URL asked for now and then while sampling, rules and delivery are"
                                        + " well; whoever is behind it tells you when it stays away.")
                Optional<Secret> heartbeatUrl,
        @Setting(help = "Time from one heartbeat to the next.", byDefault = "1m")
                Duration heartbeatInterval) {

    /** As many as an evaluation of every pack takes on a slow machine. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    /** What stands for all packs that ship. */
    public static final String ALL_PACKS = "all";

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public AlertingSection {
        requireAtLeast("evaluation_interval", evaluationInterval);
        requireAtLeast("resend_delay", resendDelay);
        requireAtLeast("heartbeat_interval", heartbeatInterval);
        externalUrl.ifPresent(AlertingSection::requireUrl);
        for (String label : externalLabels.keySet()) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException(
                        "external_labels: '"
                                + label
                                + "', a name of a label such as cluster expected");
            }
        }
        packs = List.copyOf(packs);
        ruleFiles = List.copyOf(ruleFiles);
        alerts = Map.copyOf(alerts);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** Whether it names no pack, no file and no change, so that nothing in it can be wrong. */
    public boolean isShipped() {
        return packs.equals(List.of(ALL_PACKS))
                && path.isEmpty()
                && ruleFiles.isEmpty()
                && alerts.isEmpty()
                && routerFile.isEmpty()
                && alertmanagersFile.isEmpty()
                && alertmanagers.isEmpty();
    }

    /**
     * What is other than the rule's file says.
     *
     * @param enabled false for an alert that is not judged at all
     * @param threshold the number on the right of its first comparison
     * @param pending its {@code for}
     * @param severity its label of that name
     */
    public record AlertChange(
            @Setting(help = "Whether it is judged.", byDefault = "true") boolean enabled,
            @Setting(help = "The number that its expression compares with.")
                    Optional<Double> threshold,
            @Setting(help = "How long it must hold before it fires.") Optional<Duration> pending,
            @Setting(help = "Its label severity.") Optional<String> severity) {}

    private static void requireUrl(String text) {
        try {
            var url = new URI(text);
            var scheme = String.valueOf(url.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
                return;
            }
        } catch (URISyntaxException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "external_url: '" + text + "', a URL such as http://host.example:10048 expected");
    }

    private static void requireAtLeast(String name, Duration value) {
        if (value.compareTo(LEAST_INTERVAL) < 0) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + Durations.format(value)
                            + ", at least "
                            + Durations.format(LEAST_INTERVAL)
                            + " expected");
        }
    }
}
