package io.hypervigil.alerting.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.receiver.ReceiverKinds;
import io.hypervigil.alerting.yaml.YamlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Alertmanager's own files, and what its 0.33 says of each (README.md beside them). */
final class AlertmanagerFilesTest {

    private static final Set<String> GOOD =
            Set.of(
                    "conf.empty-fields.yml",
                    "conf.good.yml",
                    "conf.group-by-all.yml",
                    "conf.http-config.good.yml",
                    "conf.mattermost-default-webhook-url-file.yml",
                    "conf.mattermost-default-webhook-url.yml",
                    "conf.opsgenie-default-apikey-file.yml",
                    "conf.opsgenie-default-apikey.yml",
                    "conf.rocketchat-default-token-file.yml",
                    "conf.rocketchat-default-token.yml",
                    "conf.slack-default-api-url-file.yml",
                    "conf.slack-default-app-token.yml",
                    "conf.smtp-no-username-or-password.yml",
                    "conf.smtp-password-global-and-local.yml",
                    "conf.sns-topic-arn.yml",
                    "conf.telegram-default-bot-token-file.yml",
                    "conf.telegram-default-bot-token.yml",
                    "conf.victorops-default-apikey-file.yml",
                    "conf.victorops-default-apikey.yml",
                    "conf.wechat-default-api-secret-file.yml");

    @TestFactory
    Stream<DynamicTest> each_file_loads_or_is_refused_as_upstream_says() throws IOException {
        var files = files();
        long passed = files.stream().filter(file -> isAsUpstream(file)).count();
        print("alertmanager: " + passed + " of " + files.size());
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(ConformanceFiles.folder("alertmanager"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean isAsUpstream(Path file) {
        return GOOD.contains(name(file)) == refusal(file).isEmpty();
    }

    private static void check(Path file) {
        if (GOOD.contains(name(file))) {
            assertThat(refusal(file)).isEmpty();
        } else {
            assertThat(refusal(file).orElse("it was taken")).matches(".*:\\d+:\\d+: .*");
        }
    }

    private static Optional<String> refusal(Path file) {
        try {
            var _ = RoutingConfig.parse(Files.readString(file), name(file), new ReceiverKinds());
            return Optional.empty();
        } catch (YamlException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Permitted("the figures that a reader of the build looks for")
    private static void print(String line) {
        System.out.println(line);
    }
}
