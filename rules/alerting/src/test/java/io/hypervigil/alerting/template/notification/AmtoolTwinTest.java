package io.hypervigil.alerting.template.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.peer.Peer;
import io.hypervigil.alerting.template.value.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real amtool renders the same templates over the same data, and must come to the same. */
class AmtoolTwinTest {

    /** Cannot stand in a template's output by chance. */
    private static final String BETWEEN = "\u0001";

    @TempDir Path folder;

    @Test
    void every_default_template_exists_and_gives_what_alertmanagers_gives() throws Exception {
        var peer = Peer.require("amtool");
        var defaults = defaults(peer);
        var names =
                Pattern.compile("define \"([^\"]+)\"")
                        .matcher(Files.readString(defaults))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.startsWith("__text_"))
                        .filter(name -> !name.equals("pagerduty.default.instances"))
                        .toList();
        assertThat(names).hasSizeGreaterThan(50);
        assertThat(Notifications.templates().names()).containsAll(names);
        var text =
                names.stream()
                        .map(name -> name + "={{ template \"" + name + "\" . }}")
                        .collect(Collectors.joining(BETWEEN));
        for (var data : List.of(Notifications.mixed(), Notifications.resolved())) {
            agree(peer, defaults, "text", text, data);
            agree(peer, defaults, "html", text, data);
        }
        var list = "{{ template \"pagerduty.default.instances\" .Alerts.Firing }}";
        agree(peer, defaults, "text", list, Notifications.mixed());
    }

    @Test
    void functions_methods_and_errors_are_alertmanagers() throws Exception {
        var peer = Peer.require("amtool");
        var empty = Files.writeString(folder.resolve("empty.tmpl"), "");
        for (var text : AlertmanagerTemplates.TEXTS) {
            agree(peer, empty, "text", text, Notifications.mixed());
        }
    }

    @Test
    void values_in_html_are_escaped_as_alertmanager_escapes_them() throws Exception {
        var peer = Peer.require("amtool");
        var empty = Files.writeString(folder.resolve("empty.tmpl"), "");
        for (var text : AlertmanagerTemplates.PAGES) {
            agree(peer, empty, "html", text, Notifications.mixed());
        }
    }

    private Path defaults(Peer peer) {
        var folder = peer.program().toAbsolutePath().getParent();
        var file = Path.of(folder + "/../share/prometheus/alertmanager/default.tmpl");
        Assumptions.assumeTrue(Files.exists(file), "default.tmpl is not beside amtool");
        return file;
    }

    private void agree(Peer peer, Path glob, String type, String text, NotificationData data)
            throws Exception {
        var json = Notifications.templates().text("{{ toJson . }}", data);
        var file = Files.writeString(folder.resolve("data.json"), json);
        var run =
                peer.run(
                        folder,
                        List.of(
                                "template",
                                "render",
                                "--template.glob=" + glob,
                                "--template.type=" + type,
                                "--template.data=" + file,
                                "--template.text=" + text));
        assertThat(ours(type, text, data)).as(text).isEqualTo(theirs(run));
    }

    private static String theirs(Peer.Run run) {
        return run.exitCode() == 0
                ? run.output()
                : run.output().replace("amtool: error: ", "").strip();
    }

    private static String ours(String type, String text, NotificationData data) {
        var templates = Notifications.templates();
        try {
            return type.equals("html") ? templates.html(text, data) : templates.text(text, data);
        } catch (TemplateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
