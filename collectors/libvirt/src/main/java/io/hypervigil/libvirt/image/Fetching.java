package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * Brings one image into the folder: fetched, held against its digest, judged, and only then given
 * its name.
 *
 * <p>Thread: the transfer's.
 */
final class Fetching {

    private static final int MOST_ATTEMPTS = 5;
    private static final int CHUNK = 128 * 1024;

    private final ImageRequest request;
    private final Path folder;
    private final long maxBytes;
    private final SourceAccess access;
    private final ImageJudge judge;
    private final Room room;

    /** Where bytes have to find room first. */
    @FunctionalInterface
    interface Room {

        /**
         * Makes room for so many bytes of this image in all.
         *
         * @throws ActionFailure where there is none
         */
        void make(long bytes) throws ActionFailure;
    }

    Fetching(
            ImageRequest request,
            Path folder,
            long maxBytes,
            SourceAccess access,
            ImageJudge judge,
            Room room) {
        this.request = request;
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.access = access;
        this.judge = judge;
        this.room = room;
    }

    /** An image that lies where it belongs. */
    record Fetched(Path file, long bytes, ImageInformation information) {}

    Fetched run(Transfer transfer) throws ActionFailure {
        try (var part = new PartFile(folder, request.digest(), request.source())) {
            try {
                return run(part, transfer);
            } catch (IOException e) {
                // Most likely the disk is full, with this part: others need the room.
                if (!transfer.isCut()) {
                    part.delete();
                }
                throw e;
            }
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }

    private Fetched run(PartFile part, Transfer transfer) throws ActionFailure, IOException {
        // A crash between the last byte and the name leaves a whole part.
        if (!part.isWhole(request.digest())) {
            receiveAll(part, transfer);
        }
        try {
            return accept(part);
        } catch (ActionFailure e) {
            if (!transfer.isCut()) {
                part.delete();
            }
            throw e;
        }
    }

    private Fetched accept(PartFile part) throws ActionFailure, IOException {
        var found = part.finish();
        if (!found.equals(request.digest())) {
            throw Refusal.of(
                    Kind.FAILED,
                    "what came has the SHA-256 " + found + ", not " + request.digest(),
                    "see that the digest is the one that the publisher gives for this address");
        }
        var information = judge.judge(part.file(), request.format());
        var file = folder.resolve(found.hex() + "." + information.format().text());
        long bytes = part.length();
        part.moveTo(file);
        return new Fetched(file, bytes, information);
    }

    /** Goes on where the server left off, as long as that brings anything. */
    private void receiveAll(PartFile part, Transfer transfer) throws ActionFailure, IOException {
        int vain = 0;
        while (true) {
            long before = part.length();
            try {
                receive(part, transfer);
                return;
            } catch (BrokenOffException e) {
                if (transfer.isCut()) {
                    throw Refusal.cancelled("the fetch");
                }
                vain = part.length() > before ? 0 : vain + 1;
                if (vain >= MOST_ATTEMPTS) {
                    throw brokenOff(part.length(), e);
                }
                pause(vain, transfer);
            }
        }
    }

    private static void pause(int vain, Transfer transfer) throws ActionFailure {
        if (vain == 0) {
            return;
        }
        try {
            transfer.pause(vain);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (transfer.isCut()) {
            throw Refusal.cancelled("the fetch");
        }
    }

    /** The source broke off, which is no fault of this machine's. */
    private static final class BrokenOffException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        BrokenOffException(IOException cause) {
            super(cause);
        }
    }

    private void receive(PartFile part, Transfer transfer)
            throws ActionFailure, IOException, BrokenOffException {
        var kept = part.kept();
        try (var opened = open(part, kept)) {
            transfer.receives(opened);
            if (isOther(opened, kept)) {
                part.restart();
                throw new BrokenOffException(new IOException("it has another version by now"));
            }
            if (opened.offset() != part.length()) {
                part.restart();
                if (opened.offset() != 0) {
                    throw new BrokenOffException(new IOException("another part than asked for"));
                }
            }
            part.note(opened.validator());
            refuseLength(opened.totalBytes().orElse(0L));
            room.make(opened.totalBytes().orElse(part.length()));
            copy(opened, part, transfer);
        } finally {
            transfer.received();
        }
    }

    /** Servers that heed no If-Range send the rest of whatever they have. */
    private static boolean isOther(OpenedSource opened, PartFile.Kept kept) {
        return opened.offset() > 0
                && opened.validator().isPresent()
                && !opened.validator().equals(kept.validator());
    }

    private OpenedSource open(PartFile part, PartFile.Kept kept)
            throws ActionFailure, IOException, BrokenOffException {
        try {
            return access.open(request.source(), kept);
        } catch (PartFile.OutOfRangeException e) {
            part.restart();
            throw new BrokenOffException(e);
        } catch (IOException e) {
            throw new BrokenOffException(e);
        }
    }

    private void copy(OpenedSource opened, PartFile part, Transfer transfer)
            throws ActionFailure, IOException, BrokenOffException {
        var buffer = new byte[CHUNK];
        while (true) {
            int count = read(opened, buffer);
            if (count < 0) {
                break;
            }
            refuseLength(part.length() + count);
            room.make(part.length() + count);
            part.append(buffer, count);
            transfer.moved(part.length(), opened.totalBytes());
        }
        if (opened.totalBytes().filter(total -> total > part.length()).isPresent()) {
            throw new BrokenOffException(new IOException("it ended too soon"));
        }
    }

    private static int read(OpenedSource opened, byte[] buffer) throws BrokenOffException {
        try {
            return opened.body().read(buffer);
        } catch (IOException e) {
            throw new BrokenOffException(e);
        }
    }

    private void refuseLength(long bytes) throws ActionFailure {
        if (bytes > maxBytes) {
            throw Refusal.of(
                    Kind.QUOTA,
                    "the image is larger than the " + maxBytes + " bytes that one may have",
                    "raise collectors.libvirt.images.max_image_bytes, or take a smaller one");
        }
    }

    private ActionFailure brokenOff(long bytes, BrokenOffException e) {
        return new ActionFailure(
                Kind.UNAVAILABLE,
                "the source broke off after "
                        + bytes
                        + " bytes, "
                        + MOST_ATTEMPTS
                        + " times: "
                        + e.getCause(),
                "ask again later: it goes on where it was, if the server can",
                e);
    }
}
