package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.image.BootImage;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageActionsTest {

    /** Of a mebibyte of zeros. */
    private static final String DIGEST =
            "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58";

    @TempDir Path folder;
    private String source = "";
    private ImageCache cache;
    private List<Action> actions;

    @BeforeEach
    void open() throws IOException {
        RealPart.require("qemu-img", "install the package qemu-utils");
        folder = folder.toRealPath();
        source = Files.write(folder.resolve("zeros.img"), new byte[1 << 20]).toString();
        var settings = BootImage.settings(folder, List.of());
        var clock = new ManualClock(Instant.parse("2026-03-01T00:00:00Z"));
        cache = ImageCache.open(settings, folder.resolve("images"), clock, Map::of);
        actions = new ImageActions(() -> Optional.of(cache)).all();
    }

    @AfterEach
    void close() throws IOException {
        cache.close();
    }

    private record Asked(
            Map<String, Value> parameters,
            boolean isDryRun,
            boolean isCancelled,
            List<String> steps)
            implements ActionCall {
        @Override
        public String caller() {
            return "test";
        }

        @Override
        public void progress(double ratio, String step) {
            steps.add(Math.round(ratio * 100) + " % " + step);
        }
    }

    private static Asked call(boolean isDryRun, String... namesAndTexts) {
        var parameters = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            parameters.put(namesAndTexts[i], new Value.Text(namesAndTexts[i + 1]));
        }
        return new Asked(parameters, isDryRun, false, new ArrayList<>());
    }

    private ActionResult run(String name, ActionCall call) throws ActionFailure {
        var action =
                actions.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return action.handler().run(call);
    }

    private String failure(String name, ActionCall call) {
        try {
            return "no failure: " + run(name, call);
        } catch (ActionFailure e) {
            return e.kind() + " " + e.getMessage();
        }
    }

    private Value shown(List<Value> disks) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("sha256", new Value.Text(DIGEST));
        fields.put("format", new Value.Text("raw"));
        fields.put("bytes", new Value.Whole(1 << 20));
        fields.put("virtual_bytes", new Value.Whole(1 << 20));
        fields.put("source", new Value.Text(Path.of(source).toUri().toString()));
        fields.put("fetched", new Value.Text("2026-03-01T00:00:00Z"));
        fields.put("used", new Value.Text("2026-03-01T00:00:00Z"));
        fields.put("disks", new Value.Items(disks));
        return new Value.Fields(fields);
    }

    @Test
    void an_image_is_fetched_listed_shown_and_removed() throws Exception {
        var fetch = call(false, "source", source, "sha256", "SHA256:" + DIGEST, "format", "raw");

        assertThat(run("image.fetch", fetch))
                .isEqualTo(new ActionResult(true, (Value.Fields) shown(List.of())));
        assertThat(run("image.fetch", fetch).isChanged()).isFalse();
        assertThat(fetch.steps()).last().isEqualTo("100 % 1048576 of 1048576 bytes");
        assertThat(run("image.list", call(false)).details().fields())
                .isEqualTo(Map.of("images", new Value.Items(List.of(shown(List.of())))));
        assertThat(run("image.info", call(false, "sha256", DIGEST)).details())
                .isEqualTo(shown(List.of()));
        assertThat(run("image.remove", call(true, "sha256", DIGEST)).isChanged()).isTrue();
        assertThat(run("image.remove", call(false, "sha256", DIGEST)).isChanged()).isTrue();
        assertThat(run("image.remove", call(false, "sha256", DIGEST)).isChanged()).isFalse();
    }

    @Test
    void a_dry_run_fetches_nothing_but_says_what_is_not_allowed() throws Exception {
        assertThat(run("image.fetch", call(true, "source", source, "sha256", DIGEST)).isChanged())
                .isTrue();
        assertThat(cache.all()).isEmpty();
        assertThat(failure("image.fetch", call(true, "source", "/etc/hosts", "sha256", DIGEST)))
                .isEqualTo(
                        "NOT_PERMITTED /etc/hosts: no file of a folder that images may come from");
    }

    @Test
    void an_image_in_use_is_shown_with_its_disks_and_not_removed() throws Exception {
        run("image.fetch", call(false, "source", source, "sha256", DIGEST));
        var disk = cache.disks().file(cache.disks().folders().getFirst(), "web-1");
        cache.disks().createOverlay(disk, new ImageDigest(DIGEST), 1 << 20);

        assertThat(run("image.info", call(false, "sha256", DIGEST)).details())
                .isEqualTo(shown(List.of(new Value.Text(disk.toString()))));
        for (boolean isDryRun : List.of(true, false)) {
            assertThat(failure("image.remove", call(isDryRun, "sha256", DIGEST)))
                    .isEqualTo("CONFLICT image " + DIGEST + " is in use by " + disk);
        }
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(failure("image.info", call(false, "sha256", "abc")))
                .isEqualTo("INVALID sha256: no SHA-256: 64 hexadecimal digits expected");
        assertThat(failure("image.info", call(false, "sha256", DIGEST)))
                .isEqualTo("NOT_FOUND no image " + DIGEST);
        assertThat(failure("image.fetch", call(false, "source", "ftp://a/", "sha256", DIGEST)))
                .isEqualTo("INVALID source: an image's source begins with https:// or file:///");
        assertThat(
                        failure(
                                "image.fetch",
                                call(false, "source", "https://u:p@a/", "sha256", DIGEST)))
                .isEqualTo("INVALID source: https://a/: credentials in an address are not taken");
    }

    @Test
    void who_cancels_gets_no_image() {
        var call =
                new Asked(
                        call(false, "source", source, "sha256", DIGEST).parameters(),
                        false,
                        true,
                        new ArrayList<>());

        assertThat(failure("image.fetch", call)).isEqualTo("CANCELLED the fetch: cancelled");
    }

    @Test
    void without_a_folder_there_are_no_images() {
        actions = new ImageActions(Optional::empty).all();

        assertThat(failure("image.list", call(false)))
                .isEqualTo("UNAVAILABLE there is no cache of images");
    }
}
