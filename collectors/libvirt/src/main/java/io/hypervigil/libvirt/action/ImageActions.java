package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.image.CachedImage;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageDigest;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.image.ImageSource;
import io.hypervigil.libvirt.image.ImageStore;
import io.hypervigil.libvirt.image.ImageWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listing, fetching and removing the base images of disks.
 *
 * <p>Thread: any.
 */
public final class ImageActions {

    private static final String SHA256 = "sha256";
    private static final String SOURCE = "source";
    private static final String FORMAT = "format";

    private static final Parameter DIGEST =
            Parameter.positional(
                    SHA256, new Parameter.Type.Text(80), "the SHA-256 of the image's file");

    private static final List<String> FORMATS =
            Arrays.stream(ImageFormat.values()).map(ImageFormat::text).toList();

    private final ImageStore store;

    /**
     * @param store what to work with
     */
    public ImageActions(ImageStore store) {
        this.store = store;
    }

    /** Always the same. */
    public List<Action> all() {
        return List.of(
                Head.reads("image.list", "List the base images that are here")
                        .with(List.of(), _ -> list()),
                Head.reads("image.info", "Show a base image and the disks that stand on it")
                        .with(List.of(DIGEST), this::info),
                Head.rules("image.fetch", "Fetch a base image, verify and judge it")
                        .longly()
                        .with(
                                List.of(
                                        Parameter.positional(
                                                SOURCE,
                                                new Parameter.Type.Text(2000),
                                                "https://HOST/PATH of an allowed host, or"
                                                        + " file:///PATH of an allowed folder"),
                                        DIGEST,
                                        Parameter.optional(
                                                FORMAT,
                                                new Parameter.Type.Choice(FORMATS),
                                                "the format that it has to have")),
                                this::fetch),
                Head.destroys("image.remove", "Remove a base image that no disk stands on")
                        .with(List.of(DIGEST), this::remove));
    }

    private ImageCache open() throws ActionFailure {
        return store.cache()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "there is no cache of images",
                                        "set collectors.libvirt.images.folder, and see that the"
                                                + " collector is on"));
    }

    private ActionResult list() throws ActionFailure {
        var open = open();
        var images = new ArrayList<Value>();
        for (CachedImage image : open.all()) {
            images.add(new Value.Fields(shown(image, open.standingOn(image.digest()))));
        }
        return ActionResult.unchanged(Map.of("images", new Value.Items(images)));
    }

    private ActionResult info(ActionCall call) throws ActionFailure {
        var open = open();
        var digest = digest(call);
        var image = open.of(digest).orElseThrow(() -> notHere(digest));
        return ActionResult.unchanged(shown(image, open.standingOn(digest)));
    }

    private ActionResult fetch(ActionCall call) throws ActionFailure {
        var open = open();
        var request = request(call);
        open.check(request);
        if (open.of(request.digest()).isEmpty() && call.isDryRun()) {
            return ActionResult.changed(
                    Map.of(
                            SHA256, new Value.Text(request.digest().hex()),
                            SOURCE, new Value.Text(request.source().text())));
        }
        boolean isHere = open.of(request.digest()).isPresent();
        var image = open.fetch(request, new Watch(call));
        var details = shown(image, open.standingOn(image.digest()));
        return isHere ? ActionResult.unchanged(details) : ActionResult.changed(details);
    }

    private static ImageRequest request(ActionCall call) throws ActionFailure {
        try {
            return new ImageRequest(
                    ImageSource.parse(call.text(SOURCE).orElse("")),
                    digest(call),
                    call.text(FORMAT).flatMap(ImageFormat::of));
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID, SOURCE + ": " + e.getMessage(), "see image.fetch --help", e);
        }
    }

    private ActionResult remove(ActionCall call) throws ActionFailure {
        var open = open();
        var digest = digest(call);
        Map<String, Value> details = Map.of(SHA256, new Value.Text(digest.hex()));
        boolean isRemoved;
        if (call.isDryRun()) {
            open.checkRemoval(digest);
            isRemoved = open.of(digest).isPresent();
        } else {
            isRemoved = open.remove(digest);
        }
        return isRemoved ? ActionResult.changed(details) : ActionResult.unchanged(details);
    }

    private static ImageDigest digest(ActionCall call) throws ActionFailure {
        try {
            return ImageDigest.parse(call.text(SHA256).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID,
                    SHA256 + ": " + e.getMessage(),
                    "image.list shows those that are here",
                    e);
        }
    }

    private static Map<String, Value> shown(CachedImage image, List<Path> disks) {
        return new Details()
                .text(SHA256, image.digest().hex())
                .text(FORMAT, image.format().text())
                .whole("bytes", image.bytes())
                .whole("virtual_bytes", image.virtualBytes())
                .text(SOURCE, image.source())
                .text("fetched", image.fetchedAt().toString())
                .text("used", image.usedAt().toString())
                .texts("disks", disks.stream().map(Path::toString).toList())
                .fields();
    }

    private static ActionFailure notHere(ImageDigest digest) {
        return Refusal.of(
                Kind.NOT_FOUND, "no image " + digest, "image.list shows those that are here");
    }

    /** Hands on how far it is; a source that does not tell its size has no ratio. */
    private record Watch(ActionCall call) implements ImageWatch {
        @Override
        public void progress(long bytes, Optional<Long> totalBytes) {
            long total = totalBytes.orElse(0L);
            double ratio = total > 0 ? Math.min(1, (double) bytes / (double) total) : 0;
            call.progress(
                    ratio,
                    totalBytes.isPresent() ? bytes + " of " + total + " bytes" : bytes + " bytes");
        }

        @Override
        public boolean isCancelled() {
            return call.isCancelled();
        }
    }
}
