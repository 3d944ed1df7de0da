package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pulls by a real Docker Engine, and engines that die. */
@Timeout(90)
class DockerPullTest {

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
    void an_engine_that_dies_or_hangs_is_told_of_and_what_may_be_left_is_named() throws Exception {
        try (var docker = PrivateDockerd.start()) {
            var bed = new Bed().docker(docker.socket());
            bed.patience = Duration.ofSeconds(1);
            var id = docker.create("left", "", "sleep", "1000");

            docker.stop();
            assertThat(bed.failure("container.start", "container", "left"))
                    .isEqualTo(
                            "UNAVAILABLE: 'left' is in no runtime that answers; "
                                    + docker.socket()
                                    + ": no answer in time");
            docker.cont();

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
