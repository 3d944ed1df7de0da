package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache in the folder that is configured, opened when an action first asks for it: a folder
 * that cannot be used costs images alone, and one that another process uses harms nobody who only
 * reads.
 *
 * <p>Thread: any.
 */
public final class ConfiguredImages implements ImageStore, AutoCloseable {

    private final ImageSettings settings;
    private final InstantSource clock;
    private final UsedDisks used;
    private @Nullable ImageCache open;
    private boolean isClosed;

    /**
     * @param used which files the disks of machines are
     */
    public ConfiguredImages(ImageSettings settings, InstantSource clock, UsedDisks used) {
        this.used = used;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<ImageCache> cache() throws ActionFailure {
        if (isClosed || settings.folder().isEmpty()) {
            return Optional.empty();
        }
        if (open == null) {
            open = opened(settings.folder().get());
        }
        return Optional.of(open);
    }

    /** Lets go of the folder. The second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private ImageCache opened(Path folder) throws ActionFailure {
        try {
            return ImageCache.open(settings, folder, clock, used);
        } catch (FileAlreadyExistsException e) {
            throw unusable(e.getFile() + " is no folder", e);
        } catch (IOException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static ActionFailure unusable(String why, IOException cause) {
        return new ActionFailure(
                Kind.UNAVAILABLE,
                "the folder of images cannot be used: " + why,
                "name one in collectors.libvirt.images.folder that this process may write to and"
                        + " no other uses",
                cause);
    }
}
