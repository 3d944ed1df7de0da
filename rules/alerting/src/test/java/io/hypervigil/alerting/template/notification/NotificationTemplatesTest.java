package io.hypervigil.alerting.template.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rest, where Alertmanager's own client is the judge, stands in {@link AmtoolTwinTest}. */
class NotificationTemplatesTest {

    @TempDir Path folder;

    @Test
    void the_subject_counts_what_fires_and_names_what_is_shared() {
        assertThat(text("{{ template \"email.default.subject\" . }}"))
                .isEqualTo("[FIRING:2] VmPaused (h1)");
    }

    @Test
    void since_and_now_ask_the_clock() {
        assertThat(text("{{ since (index .Alerts 0).StartsAt }} {{ now }}"))
                .isEqualTo("6m6.75s 2026-03-04 05:06:07 +0000 UTC");
    }

    @Test
    void a_file_takes_the_place_of_a_default() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("own.tmpl"),
                        "{{ define \"__subject\" }}mine: {{ .Status }}{{ end }}");
        var templates =
                NotificationTemplates.load(
                        List.of(file),
                        Limits.DEFAULT,
                        InstantSource.fixed(Notifications.NOW),
                        System::nanoTime);

        assertThat(
                        templates.text(
                                "{{ template \"slack.default.title\" . }}", Notifications.mixed()))
                .isEqualTo("mine: firing");
    }

    @Test
    void a_file_that_cannot_be_read_is_named_with_its_line() {
        var source = new NotificationTemplates.Source("own.tmpl", "\n{{ nope }}");

        assertThatThrownBy(
                        () ->
                                NotificationTemplates.of(
                                        List.of(source),
                                        Limits.DEFAULT,
                                        InstantSource.system(),
                                        System::nanoTime))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template: own.tmpl:2: function \"nope\" not defined");
    }

    @Test
    void the_mail_shows_each_alert_and_lets_nothing_through() {
        var mail =
                Notifications.templates()
                        .html("{{ template \"email.default.html\" . }}", Notifications.mixed());

        assertThat(mail)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>[FIRING:2] VmPaused (h1)</title>")
                .contains("3 alerts for alertname=VmPaused")
                .contains("[2] Firing")
                .contains("[1] Resolved")
                .contains("VM &lt;a&gt; &amp; &#39;co&#39; paused")
                .contains("<a href=\"http://localhost:9093/#/alerts?receiver=team%2Fa&#43;b\"")
                .contains(
                        "<a href=\"http://host:9090/graph?g0.expr=up%7Ba%3D%22b%22%7D&amp;x=%27y%27\"")
                .doesNotContain("ZgotmplZ", "<a>", "{{")
                .endsWith("</html>\n");
    }

    @Test
    void what_could_run_is_never_let_into_a_page() {
        assertThat(html("<script>var x = {{ .Status }};</script>"))
                .isEqualTo("<script>var x = ZgotmplZ;</script>");
        assertThat(html("<p onclick=\"{{ .Status }}\">")).isEqualTo("<p onclick=\"ZgotmplZ\">");
        assertThat(html("<p {{ \"onclick\" }}=\"{{ .Status }}\">"))
                .isEqualTo("<p ZgotmplZ=\"firing\">");
    }

    @Test
    void data_of_a_group_is_what_its_alerts_have_in_common() {
        var data = Notifications.mixed();

        assertThat(data.status()).isEqualTo("firing");
        assertThat(data.commonLabels()).containsOnlyKeys("alertname", "host");
        assertThat(data.commonAnnotations()).containsOnlyKeys("summary");
        assertThat(Notifications.resolved().status()).isEqualTo("resolved");
    }

    @Test
    void lists_within_lists_without_end_overflow_nothing() {
        var nested = "{{ $x := list }}{{ range 5000 }}{{ $x = list $x }}{{ end }}";

        assertThat(text(nested + "{{ len (print $x) }}")).isEqualTo("105");
        assertThatThrownBy(() -> text(nested + "{{ toJson $x }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageEndingWith("error calling toJson: json: nested more than 200 deep");
    }

    private static String text(String template) {
        return Notifications.templates().text(template, Notifications.mixed());
    }

    private static String html(String template) {
        return Notifications.templates().html(template, Notifications.mixed());
    }
}
