package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ships beside the process is right for the programs that read it. */
final class ShippedFilesTest {

    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");

    @TempDir Path folder;

    static Stream<Path> packs() throws IOException {
        return Pack.files().stream();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void promtool_takes_each_pack_and_its_unit_tests_pass(Path pack) throws Exception {
        var promtool = RealPart.require("promtool", "run ./test").toString();
        var rules = pack.toRealPath().toString();
        var tests = rules.replace(".yml", "_test.yml");

        var checked = RealPart.run(folder, "", List.of(promtool, "check", "rules", rules));
        var tested = RealPart.run(folder, "", List.of(promtool, "test", "rules", tests));

        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(tested.exitCode()).as(tested.output()).isZero();
    }

    @Test
    void every_query_of_every_dashboard_is_answered_by_this_process() throws Exception {
        try (var ours = OurProcess.start(folder);
                var prometheus =
                        Peers.prometheus(folder, configuration(ours.root().getAuthority()))) {
            for (String query : queries()) {
                var expression =
                        query.replace("$__rate_interval", "10s").replace("$instance", ".+");
                Eventually.get(
                        Duration.ofSeconds(60),
                        () -> {
                            assertThat(Peers.query(prometheus.root(), expression))
                                    .as(query)
                                    .contains("\"value\"");
                            return true;
                        });
            }
        }
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        try (var files = Files.list(DASHBOARDS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                try (var json = new JsonFactory().createParser(Files.readString(file))) {
                    while (json.nextToken() != null) {
                        if (json.currentToken() == JsonToken.FIELD_NAME
                                && json.currentName().equals("expr")) {
                            queries.add(json.nextTextValue());
                        }
                    }
                }
            }
        }
        assertThat(queries).isNotEmpty();
        return queries;
    }

    private static String configuration(String target) {
        return """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: hypervigil
            static_configs: [{targets: ["%s"]}]
        """
                .replace("%s", target);
    }
}
