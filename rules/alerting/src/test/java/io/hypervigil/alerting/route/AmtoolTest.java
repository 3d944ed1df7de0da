package io.hypervigil.alerting.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.alerting.receiver.ReceiverKinds;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files by chance, judged by us and by the real amtool. */
final class AmtoolTest {

    private static final int FILES = 600;
    private static final int ROUTED_FILES = 60;
    private static final int ALERTS = 4;

    @TempDir private Path folder;

    @Test
    void a_file_loads_here_where_it_loads_there() throws IOException {
        var amtool = Amtool.require();
        var texts = texts(FILES, 1);
        var command = new ArrayList<>(List.of("check-config"));
        texts.keySet().forEach(file -> command.add(file.toString()));
        var theirs = amtool.run(command);

        int taken = 0;
        for (var text : texts.entrySet()) {
            var ours = verdict(text.getValue());
            var said = theirs.substring(theirs.indexOf("Checking '" + text.getKey() + "'") + 1);
            // Its warnings stand in between.
            boolean isTaken =
                    said.indexOf("  SUCCESS") >= 0 && said.indexOf("  SUCCESS") < end(said);
            taken += isTaken ? 1 : 0;
            assertThat(ours.isEmpty()).as(text.getValue() + ours).isEqualTo(isTaken);
        }
        assertThat(taken).isBetween(FILES / 5, FILES * 4 / 5);
    }

    private static int end(String said) {
        int next = said.indexOf("Checking '");
        return next < 0 ? said.length() : next;
    }

    @Test
    void an_alert_takes_the_same_routes_here_and_there() throws IOException {
        var amtool = Amtool.require();
        var random = new RandomConfig(3);
        int compared = 0;
        for (var text : texts(ROUTED_FILES * 4, 2).entrySet()) {
            if (compared < ROUTED_FILES * ALERTS && verdict(text.getValue()).isEmpty()) {
                var config = parse(text.getValue());
                for (int i = 0; i < ALERTS; i++) {
                    var labels = random.labels();
                    assertThat(String.join(",", config.receiversOf(labels(labels))))
                            .as(text.getValue() + labels)
                            .isEqualTo(route(amtool, text.getKey(), labels));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(ROUTED_FILES * ALERTS);
    }

    private static String route(Amtool amtool, Path file, List<String> labels) throws IOException {
        var command = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
        command.addAll(labels);
        return amtool.run(command);
    }

    @Test
    void the_tree_is_written_as_there() throws IOException {
        var amtool = Amtool.require();
        for (var text : texts(40, 5).entrySet()) {
            if (verdict(text.getValue()).isEmpty()) {
                var theirs =
                        amtool.run(
                                List.of(
                                        "config",
                                        "routes",
                                        "show",
                                        "--config.file=" + text.getKey()));
                var ours = new ArrayList<String>();
                shown(parse(text.getValue()).root(), ours);
                assertThat(
                                theirs.lines()
                                        .map(line -> line.replaceFirst("^[│├└─\\s\\u00a0]*", ""))
                                        .filter(line -> line.contains("  receiver: ")))
                        .as(text.getValue())
                        .containsExactlyElementsOf(ours);
            }
        }
    }

    private static void shown(Route route, List<String> lines) {
        lines.add(
                (route.matchers().all().isEmpty() ? "default-route" : route.matchers().toString())
                        + (route.isContinued() ? "  continue: true" : "")
                        + "  receiver: "
                        + route.options().receiver());
        route.children().forEach(child -> shown(child, lines));
    }

    private Map<Path, String> texts(int count, long seed) throws IOException {
        var random = new RandomConfig(seed);
        var texts = new LinkedHashMap<Path, String>();
        for (int i = 0; i < count; i++) {
            var text = random.next();
            texts.put(Files.writeString(folder.resolve(seed + "-" + i + ".yml"), text), text);
        }
        return texts;
    }

    /** What is wrong with it, or nothing. */
    private static String verdict(String text) {
        try {
            var _ = parse(text);
            return "";
        } catch (YamlException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static RoutingConfig parse(String text) {
        return RoutingConfig.parse(text, "f.yml", new ReceiverKinds());
    }

    private static Labels labels(List<String> texts) {
        var labels = new TreeMap<String, String>();
        for (var text : texts) {
            var matcher = MatcherText.one(text);
            labels.put(matcher.name(), matcher.value());
        }
        return Labels.of(labels);
    }
}
