package io.hypervigil.libvirt.image;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Base images by their digest: fetched once however many ask, verified and judged before they get
 * their name, removed when room is needed and nothing stands on them.
 *
 * <p>Its folder belongs to one process.
 *
 * <p>Thread: any.
 */
public final class ImageCache implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** How long a fetch that is cut off may take to let go. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final ImageSettings settings;
    private final Path folder;
    private final FolderLock lock;
    private final SourceAccess access;
    private final ImageJudge judge;
    private final ImageShelf shelf;
    private final Disks disks;

    private final Map<ImageDigest, Transfer> running = new HashMap<>();
    private boolean isClosed;

    /**
     * Opens a folder, which is made where it is not there.
     *
     * @param used asked before an image is removed: disks elsewhere may stand on it too
     * @throws IOException where it cannot be used, or another process does
     */
    public static ImageCache open(
            ImageSettings settings, Path folder, InstantSource clock, UsedDisks used)
            throws IOException {
        return new ImageCache(
                settings, folder, clock, used, FreeSpace.of(folder), ImageCache::client);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    ImageCache(
            ImageSettings settings,
            Path folder,
            InstantSource clock,
            UsedDisks used,
            FreeSpace space,
            Supplier<HttpClient> clients)
            throws IOException {
        this.settings = settings;
        Files.createDirectories(folder);
        this.folder = folder.toRealPath();
        this.lock = FolderLock.take(this.folder);
        try {
            var qemuImg = new QemuImg(settings.qemuImg());
            var folders = new DiskFolders(settings.disksFoldersBeside(this.folder), this.folder);
            for (Path disksFolder : folders.all()) {
                Files.createDirectories(disksFolder);
            }
            this.access = new SourceAccess(settings, clients);
            this.judge = new ImageJudge(qemuImg, settings.maxVirtualBytes());
            this.shelf =
                    new ImageShelf(
                            this.folder, space, folders, used, settings.maxCacheBytes(), clock);
            this.disks = new Disks(shelf, folders, qemuImg, settings.maxVirtualBytes());
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** All images, by digest. */
    public List<CachedImage> all() {
        return shelf.all();
    }

    /** The image of a digest, where it is here. */
    public Optional<CachedImage> of(ImageDigest digest) {
        return shelf.of(digest);
    }

    /** The disks that stand on an image. */
    public List<Path> standingOn(ImageDigest digest) {
        return shelf.standingOn(digest);
    }

    /** Whether a file is one of these images, whatever way leads to it. */
    public boolean isImage(String file) {
        try {
            var real = Path.of(file).toRealPath();
            return folder.equals(real.getParent()) && ImageFiles.digest(real).isPresent();
        } catch (IOException | InvalidPathException _) {
            return false;
        }
    }

    /** Disks on these images. */
    public Disks disks() {
        return disks;
    }

    /**
     * Refuses what {@link #fetch} would refuse at once; for a dry run.
     *
     * @throws ActionFailure where its host or folder is not allowed
     */
    public void check(ImageRequest request) throws ActionFailure {
        access.check(request.source());
    }

    /**
     * An image, fetched where it is not here. Who asks for one that is being fetched, be it from
     * another source, waits for that fetch, and fetches it by himself where that fails. A fetch
     * that broke off is gone on with by the next.
     *
     * @throws ActionFailure where it cannot be had; a part with a wrong digest, or one that is not
     *     taken, is not left behind
     */
    public CachedImage fetch(ImageRequest request, ImageWatch watch) throws ActionFailure {
        while (true) {
            var here = shelf.use(request.digest());
            if (here.isPresent()) {
                watch.progress(here.get().bytes(), Optional.of(here.get().bytes()));
                return ofFormat(here.get(), request);
            }
            check(request);
            Transfer transfer;
            boolean isJoined;
            synchronized (running) {
                transfer = running.get(request.digest());
                isJoined = transfer == null || transfer.join();
                if (transfer == null && shelf.of(request.digest()).isEmpty()) {
                    transfer = start(request);
                }
            }
            if (transfer != null && isJoined) {
                var fetched = awaited(transfer, request, watch);
                if (fetched.isPresent()) {
                    return ofFormat(fetched.get(), request);
                }
            } else if (transfer != null) {
                transfer.awaitEnd(watch);
            }
        }
    }

    /** Empty where it was another's, whose failure says nothing of this source and format. */
    private static Optional<CachedImage> awaited(
            Transfer transfer, ImageRequest request, ImageWatch watch) throws ActionFailure {
        try {
            return Optional.of(transfer.await(watch));
        } catch (ActionFailure e) {
            if (transfer.isFor(request) || watch.isCancelled()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Keeps an image from being removed until that is closed, be it here yet or not: from before it
     * is fetched until a disk stands on it.
     */
    public ImageHold keep(ImageDigest digest) {
        shelf.keep(digest);
        return () -> shelf.letGo(digest);
    }

    private Transfer start(ImageRequest request) throws ActionFailure {
        if (isClosed) {
            throw Refusal.cancelled("the fetch");
        }
        var digest = request.digest();
        var fetching =
                new Fetching(
                        request,
                        folder,
                        settings.maxImageBytes(),
                        access,
                        judge,
                        bytes -> shelf.makeRoom(digest, bytes));
        var transfer =
                new Transfer(
                        request,
                        settings.stall(),
                        settings.downloadTimeout(),
                        self -> shelf.put(fetching.run(self), request),
                        () -> ended(digest));
        running.put(digest, transfer);
        Threads.start("image-" + digest.hex().substring(0, 8), transfer);
        return transfer;
    }

    private void ended(ImageDigest digest) {
        shelf.release(digest);
        synchronized (running) {
            running.remove(digest);
            running.notifyAll();
        }
    }

    private static CachedImage ofFormat(CachedImage image, ImageRequest request)
            throws ActionFailure {
        if (request.format().isPresent() && request.format().get() != image.format()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "image " + image.digest() + " is " + image.format().text(),
                    "ask for it without a format, or with this one");
        }
        return image;
    }

    /**
     * Takes an image away.
     *
     * @return false where it is not here
     * @throws ActionFailure where something stands on it
     */
    public boolean remove(ImageDigest digest) throws ActionFailure {
        return shelf.remove(digest);
    }

    /**
     * Refuses what {@link #remove} would refuse now; for a dry run.
     *
     * @throws ActionFailure where something stands on it
     */
    public void checkRemoval(ImageDigest digest) throws ActionFailure {
        shelf.refuseInUse(digest);
    }

    /** Cuts off what runs, and gives the folder back. */
    @Override
    public void close() throws IOException {
        synchronized (running) {
            isClosed = true;
            running.values().forEach(Transfer::cut);
            awaitEnds();
        }
        lock.close();
    }

    /** Another process may take the folder over then: nothing here is to write to it any more. */
    private void awaitEnds() {
        long leftNanos = ENDING.toNanos();
        long untilNanos = System.nanoTime() + leftNanos;
        try {
            while (!running.isEmpty() && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(running, leftNanos);
                leftNanos = untilNanos - System.nanoTime();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
