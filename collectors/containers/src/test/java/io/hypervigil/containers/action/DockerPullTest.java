package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pulls by a real Docker Engine, and engines that die. */
@Timeout(90)
class DockerPullTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void an_image_is_pulled_from_an_allowed_host_and_a_pull_can_be_cancelled() throws Exception {
        try (var docker = PrivateDockerd.start();
                var registry = new PlainRegistry(false);
                var stuck = new PlainRegistry(true)) {
            var bed = new Bed().docker(docker.socket());
            var image = registry.host() + "/team/app:1";
            Object[] asked = {
                "name", "pulled", "image", image, "command", List.of("/none"), "pull", true
            };

            assertThat(bed.failure("container.launch", asked))
                    .isEqualTo(
                            "NOT_PERMITTED: image: nothing may be pulled from " + registry.host());
            bed.registries = List.of(registry.host(), stuck.host());
            var dry = bed.dryRun("container.launch", asked);
            assertThat(Bed.texts(dry, "requests").getFirst())
                    .isEqualTo(
                            "POST /v1.41/images/create?fromImage="
                                    + registry.host().replace(":", "%3A")
                                    + "%2Fteam%2Fapp&tag=1");
            assertThat(
                            bed.failure(
                                    "container.launch",
                                    "name",
                                    "pulled",
                                    "image",
                                    registry.host() + "/team/other:1",
                                    "pull",
                                    true))
                    .isEqualTo(
                            "NOT_FOUND: launch of pulled by docker: POST /v1.41/images/create"
                                    + "?fromImage="
                                    + registry.host().replace(":", "%3A")
                                    + "%2Fteam%2Fother&tag=1: 404 manifest for "
                                    + registry.host()
                                    + "/team/other:1 not found: manifest unknown: unknown");

            // It has no program: the pull went well, and the start did not.
            var call = GivenCall.of(false, asked);
            assertThat(bed.failure("container.launch", call)).contains("/none");
            assertThat(call.steps()).first().isEqualTo("0 % asking " + registry.host());
            assertThat(call.steps()).anyMatch(step -> step.contains("Download complete"));
            docker.send(Request.get(Target.of("images", image, "json")));

            var cancelled =
                    GivenCall.of(
                                    false,
                                    "name",
                                    "never",
                                    "image",
                                    stuck.host() + "/team/app:1",
                                    "pull",
                                    true)
                            .cancelledAfter(2);
            assertThat(bed.failure("container.launch", cancelled))
                    .isEqualTo(
                            "CANCELLED: the pull of " + stuck.host() + "/team/app:1 was cancelled");
            assertThat(bed.failure("container.show", "container", "never")).startsWith("NOT_FOUND");
        }
    }

    @Test
    void an_image_is_pulled_with_the_login_to_its_registry_which_is_never_shown() throws Exception {
        try (var docker = PrivateDockerd.start();
                var registry = new PlainRegistry(false, Optional.of("ada:s3cret"))) {
            var bed = new Bed().docker(docker.socket());
            bed.registries = List.of(registry.host());
            pullsWithLogin(bed, registry, folder);
        }
    }

    /** It has no program: the pull goes well, and the start does not. */
    static void pullsWithLogin(Bed bed, PlainRegistry registry, Path folder) throws Exception {
        Object[] asked = {
            "name",
            "private",
            "image",
            registry.host() + "/team/app:1",
            "command",
            List.of("/none"),
            "pull",
            true
        };
        assertThat(bed.failure("container.launch", asked)).doesNotContain("/none");

        var file = folder.resolve("auth.json");
        bed.registryAuthFile = Optional.of(file);
        Files.writeString(file, login(registry.host(), "ada:wr0ng"));
        assertThat(bed.failure("container.launch", asked)).doesNotContain("/none", "wr0ng");

        Files.writeString(file, login(registry.host(), "ada:s3cret"));
        assertThat(Bed.texts(bed.dryRun("container.launch", asked), "requests").getFirst())
                .endsWith("%2Fteam%2Fapp&tag=1 with a login");
        assertThat(bed.failure("container.launch", asked)).contains("/none");
    }

    private static String login(String host, String pair) {
        return "{\"auths\":{\"" + host + "\":{\"auth\":\"" + base64(pair) + "\"}}}";
    }

    private static String base64(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_engine_that_dies_or_hangs_is_told_of_and_what_may_be_left_is_named() throws Exception {
        try (var docker = PrivateDockerd.start()) {
            var bed = new Bed().docker(docker.socket());
            var id = docker.create("left", "", "sleep", "1000");

            var patience = bed.patience;
            bed.patience = Duration.ofSeconds(1);
            docker.stop();
            assertThat(bed.failure("container.start", "container", "left"))
                    .isEqualTo(
                            "UNAVAILABLE: 'left' is in no runtime that answers; "
                                    + docker.socket()
                                    + ": no answer in time");
            docker.cont();
            bed.patience = patience;

            docker.kill();
            assertThat(bed.failure("container.start", "container", "left"))
                    .isEqualTo(
                            "UNAVAILABLE: 'left' is in no runtime that answers; "
                                    + docker.socket()
                                    + ": nobody listens");
            assertThat(bed.failure("container.launch", "name", "new1", "image", "busy:1"))
                    .isEqualTo(
                            "UNAVAILABLE: launch of new1 by docker: "
                                    + docker.socket()
                                    + ": nobody listens");
            docker.startAgain();
            assertThat(Bed.text(bed.run("container.start", "container", "left"), "new"))
                    .isEqualTo("running");
            assertThat(Bed.text(bed.run("container.show", "container", "left"), "id"))
                    .isEqualTo(id);

            // It dies with the container created and the profile applied, before the start.
            bed.gpus(1);
            var dying =
                    new PerformingCall(
                            "name",
                            "half",
                            "image",
                            "busy:1",
                            "command",
                            List.of("true"),
                            "gpus",
                            List.of("0"),
                            "gpu_profile",
                            "calm");
            dying.whenPerforming(docker::kill);
            assertThat(bed.failure("container.launch", dying))
                    .startsWith("UNAVAILABLE: launch of half: ")
                    .contains("; container half may be left, not started: ")
                    .endsWith("; container.remove removes it");
            docker.startAgain();
            assertThat(Bed.text(bed.run("container.show", "container", "half"), "state"))
                    .isEqualTo("created");
            bed.run("container.remove", "container", "half");
        }
    }
}
