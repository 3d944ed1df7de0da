package io.hypervigil.alerting.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.dispatch.Scene;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.RealAlertmanager;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are odd or wrong are answered with the status a real Alertmanager gives. */
final class RealAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIMES =
            "'startsAt':'2026-01-01T00:00:00Z','endsAt':'2099-01-01T00:00:00Z'";
    private static final String WHO = "'createdBy':'me','comment':'why'";
    private static final String MATCHER = "'matchers':[{'name':'a','value':'b','isRegex':false}]";

    private static final List<String> SILENCES =
            Stream.of(
                            Stream.of(
                                    "{}",
                                    filled("{%s,%s}", MATCHER, TIMES),
                                    filled("{%s,%s,'createdBy':'','comment':''}", MATCHER, TIMES),
                                    filled("{%s,%s}", TIMES, WHO),
                                    filled("{'matchers':[],%s,%s}", TIMES, WHO),
                                    filled("{'matchers':[{}],%s,%s}", TIMES, WHO),
                                    filled("{%s,%s,%s,'more':1}", MATCHER, TIMES, WHO),
                                    filled("{%s,%s,%s,'id':'nope'}", MATCHER, TIMES, WHO)),
                            Stream.of(
                                            "'value':'y','isRegex':false,'isEqual':false",
                                            "'value':'y.*','isRegex':true,'isEqual':false",
                                            "'value':'.*','isRegex':true,'isEqual':false",
                                            "'value':'.*','isRegex':true,'isEqual':true",
                                            "'value':'y|','isRegex':true",
                                            "'value':'','isRegex':false",
                                            "'value':'','isRegex':false,'isEqual':false",
                                            "'value':'y'",
                                            "'value':'y','isRegex':null",
                                            "'isRegex':false",
                                            "'value':'[','isRegex':true")
                                    .map(
                                            matcher ->
                                                    filled(
                                                            "{'matchers':[{'name':'x',%s}],%s,%s}",
                                                            matcher, TIMES, WHO)),
                            times().map(
                                            time ->
                                                    filled(
                                                            "{%s,%s,'startsAt':%s,'endsAt':'2099-01-01'}",
                                                            MATCHER, WHO, time)))
                    .flatMap(Function.identity())
                    .toList();

    private static final List<String> ALERTS =
            Stream.concat(
                            Stream.of(
                                            "",
                                            "/path",
                                            "mailto:x",
                                            "nouri",
                                            "no uri",
                                            "::no uri",
                                            "http://[bad",
                                            "http://[::1]:90/x",
                                            "http://h/%zz",
                                            "http://h:port/",
                                            "http://a b/",
                                            "http://h/a b?q={x}&%zz",
                                            "http://u:p@h:1/x#y")
                                    .map(
                                            one ->
                                                    filled(
                                                            "[{'labels':{'a':'b'},'generatorURL':'%s'}]",
                                                            one)),
                            Stream.concat(
                                    times().map(
                                                    one ->
                                                            filled(
                                                                    "[{'labels':{'a':'b'},'startsAt':%s}]",
                                                                    one)),
                                    Stream.of(
                                            "[]",
                                            "null",
                                            "{}",
                                            "[{}]",
                                            "[{'labels':{}}]",
                                            "[{'labels':{'a':5}}]")))
                    .toList();

    @TempDir private Path folder;

    private static String filled(String form, String... parts) {
        return String.format(Locale.ROOT, form, (Object[]) parts);
    }

    private static Stream<String> times() {
        return Stream.of(
                "null",
                "5",
                "'soon'",
                "'2026-01-01'",
                "'2026-01-01T00:00'",
                "'2026-01-01T00:00Z'",
                "'2026-01-01T00:00:00'",
                "'2026-01-01T00:00:00.5'",
                "'2026-01-01 00:00:00'",
                "'2026-01-01 00:00:00Z'",
                "'2026-01-01T00:00:00z'",
                "'2026-01-01T00:00:00+0100'",
                "'2026-01-01T00:00:00.500+0100'",
                "'2026-01-01T00:00:00.5+01:00'");
    }

    @Test
    void odd_requests_are_answered_as_by_a_real_alertmanager() throws Exception {
        Files.createDirectories(folder.resolve("am"));
        var clock = new ManualClock(InstantSource.system().instant().toString());
        var yaml = "{route: {receiver: r}, receivers: [{name: r}]}";
        try (var real = new RealAlertmanager(folder.resolve("am"));
                var http = new HttpSender(Runnable::run, "test");
                var scene = new Scene(folder.resolve("ours"), yaml, clock)) {
            var info = new ServerInfo("1", "r", "", clock.instant());
            var api =
                    new AlertmanagerApi(
                            scene.dispatcher(),
                            scene.alerts(),
                            scene.silences(),
                            () -> info,
                            clock);
            var asking = new Asking(http, "http://" + real.address() + "/api/v2/");
            for (var body : SILENCES) {
                asking.check("POST", "silences", body, api::postSilence);
            }
            for (var body : ALERTS) {
                asking.check("POST", "alerts", body, api::postAlerts);
            }
            for (var id : List.of("nope", "00000000-0000-4000-8000-000000000000")) {
                asking.check("GET", "silence/" + id, "", _ -> api.silence(id));
                asking.check("DELETE", "silence/" + id, "", _ -> api.deleteSilence(id));
            }
            var wish = filled("{%s,%s,%s}", MATCHER, TIMES, WHO).replace('\'', '"');
            var theirs = JSON.readTree(asking.ask("POST", "silences", wish).body());
            var path = "silence/" + theirs.path("silenceID").asText();
            var ours = api.postSilence(JSON.readTree(wish)).body().path("silenceID").asText();
            asking.check("DELETE", path, "", _ -> api.deleteSilence(ours));
            asking.check("DELETE", path, "", _ -> api.deleteSilence(ours));
        }
    }

    private record Asking(HttpSender http, String root) {

        HttpAnswer ask(String method, String path, String body) throws Exception {
            return http.send(
                    new HttpSender.Request(
                            method,
                            URI.create(root + path),
                            Map.of("Content-Type", "application/json"),
                            body,
                            Duration.ofSeconds(5)),
                    HttpSettings.DEFAULT);
        }

        void check(String method, String path, String text, Function<JsonNode, ApiAnswer> ours)
                throws Exception {
            var body = text.replace('\'', '"');
            var theirs = ask(method, path, body);
            var answer = ours.apply(JSON.readTree(body));
            assertThat(answer.status())
                    .as("%s %s %s: %s", method, path, body, theirs.shown())
                    .isEqualTo(theirs.status());
            // What its own description of the API refuses it says in words that do not change.
            if (answer.status() == 422) {
                assertThat(answer.body()).isEqualTo(JSON.readTree(theirs.body()));
            }
        }
    }
}
