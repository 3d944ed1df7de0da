package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.dispatch.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A notification on its way to one integration.
 *
 * @param notification what is told
 * @param templates of the configuration
 * @param memory what the last delivery about the same group left behind; empty at first
 */
public record Message(
        Notification notification, Expansion.Source templates, Map<String, String> memory) {

    public Message {
        memory = Map.copyOf(memory);
    }

    /** Whether anything of it still fires. */
    boolean isFiring() {
        return notification.isFiring();
    }

    /**
     * The group's key as the services take it that tell messages about one thing apart by a key of
     * ours: SHA-256, in hexadecimal, as Alertmanager has it.
     */
    String hashedKey() {
        return hashed(notification.groupKey());
    }

    /** A key of this piece of news: the same when it is sent again, and no other's. */
    String newsKey() {
        return hashed(notification.target() + "\n" + notification.id());
    }

    private static String hashed(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A template's text. One that fails says so in its place: the message itself must arrive. */
    String text(String template) {
        return text(template, notification);
    }

    private String text(String template, Notification of) {
        if (!template.contains("{{")) {
            return template;
        }
        try {
            return templates.over(of).text(template);
        } catch (Expansion.TemplateFault e) {
            return "<error expanding template: " + e.getMessage() + ">";
        }
    }

    /** The same where HTML is written. */
    String html(String template) {
        return html(template, notification);
    }

    private String html(String template, Notification of) {
        if (!template.contains("{{")) {
            return template;
        }
        try {
            return templates.over(of).html(template);
        } catch (Expansion.TemplateFault e) {
            return "&lt;error expanding template: "
                    + String.valueOf(e.getMessage()).replace("&", "&amp;").replace("<", "&lt;")
                    + "&gt;";
        }
    }

    /**
     * A template's text within a channel's limit: over as many of the alerts as fit, with "and N
     * more" after them, and cut where not even one does.
     */
    String textWithin(String template, Limit limit) {
        return within(limit, of -> text(template, of));
    }

    /** The same where HTML is written. */
    String htmlWithin(String template, Limit limit) {
        return within(limit, of -> html(template, of));
    }

    private interface Rendering {
        String of(Notification notification);
    }

    private String within(Limit limit, Rendering rendering) {
        var whole = rendering.of(notification);
        if (limit.holds(whole)) {
            return whole;
        }
        var best = limit.cut(whole);
        int fits = 0;
        int tooMany = notification.alerts().size();
        while (tooMany - fits > 1) {
            int shown = (fits + tooMany) >>> 1;
            var some = rendering.of(firstOnly(shown));
            var text = some.stripTrailing() + more(notification.alerts().size() - shown);
            if (limit.holds(text)) {
                fits = shown;
                best = text;
            } else {
                tooMany = shown;
            }
        }
        return best;
    }

    private Notification firstOnly(int alerts) {
        return new Notification(
                notification.id(),
                notification.target(),
                notification.groupKey(),
                notification.groupLabels(),
                notification.commonLabels(),
                notification.commonAnnotations(),
                notification.alerts().subList(0, alerts),
                notification.truncatedAlerts() + notification.alerts().size() - alerts,
                notification.reason(),
                notification.at(),
                notification.repeatInterval());
    }

    private static String more(int alerts) {
        return "\n… and " + alerts + " more";
    }

    /**
     * How long a text may be.
     *
     * @param most units
     * @param length counts a text's units
     */
    record Limit(int most, ToIntFunction<String> length) {

        private static final String CUT = "…";

        static Limit characters(int most) {
            return new Limit(most, text -> text.codePointCount(0, text.length()));
        }

        static Limit bytes(int most) {
            return new Limit(most, text -> text.getBytes(StandardCharsets.UTF_8).length);
        }

        boolean holds(String text) {
            return length.applyAsInt(text) <= most;
        }

        /** The text, cut before the limit where it is longer. */
        String cut(String text) {
            if (holds(text)) {
                return text;
            }
            int low = 0;
            int high = text.length();
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (holds(text.substring(0, middle) + CUT)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            boolean splits = (low > 0) && Character.isHighSurrogate(text.charAt(low - 1));
            return text.substring(0, splits ? low - 1 : low) + CUT;
        }
    }
}
