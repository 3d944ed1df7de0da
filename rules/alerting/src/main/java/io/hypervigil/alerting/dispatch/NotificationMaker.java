package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.Fingerprint;
import io.hypervigil.promql.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what a target is told. */
final class NotificationMaker {

    private static final int ID_BYTES = 16;

    private final int mostAlerts;

    NotificationMaker(int mostAlerts) {
        this.mostAlerts = mostAlerts;
    }

    /**
     * A notification.
     *
     * @param alerts those to tell of, in their order
     */
    Notification make(
            Group group,
            LogEntry entry,
            Optional<LogEntry> last,
            Reason reason,
            List<Alert> alerts) {
        var told = alerts.stream().map(alert -> told(alert, entry.at())).toList();
        return new Notification(
                id(entry, last),
                entry.target(),
                group.key(),
                group.labels(),
                Labels.of(
                        CommonTexts.of(
                                alerts.stream().map(alert -> alert.labels().toMap()).toList())),
                CommonTexts.of(alerts.stream().map(Alert::annotations).toList()),
                first(told),
                Math.max(0, told.size() - mostAlerts),
                reason,
                entry.at(),
                group.route().options().repeatInterval());
    }

    /** Where there are too many, those that fire go before those that are well. */
    private List<NotifiedAlert> first(List<NotifiedAlert> told) {
        if (told.size() <= mostAlerts) {
            return told;
        }
        return Stream.concat(
                        told.stream().filter(NotifiedAlert::isFiring),
                        told.stream().filter(alert -> !alert.isFiring()))
                .limit(mostAlerts)
                .toList();
    }

    private static NotifiedAlert told(Alert alert, Instant now) {
        return new NotifiedAlert(
                alert.labels(),
                alert.annotations(),
                alert.startsAt(),
                alert.isResolvedAt(now) ? Optional.of(alert.endsAt()) : Optional.empty(),
                alert.generatorUrl(),
                alert.fingerprint());
    }

    /** The same for the same news after the same news, in this process and the next. */
    private static String id(LogEntry entry, Optional<LogEntry> last) {
        var text =
                String.join(
                        "\n",
                        entry.target().toString(),
                        entry.groupKey(),
                        fingerprints(entry.firing()),
                        fingerprints(entry.resolved()),
                        last.map(told -> told.at().toString()).orElse(""));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String fingerprints(Set<Long> all) {
        return all.stream().sorted().map(Fingerprint::text).collect(Collectors.joining(","));
    }
}
