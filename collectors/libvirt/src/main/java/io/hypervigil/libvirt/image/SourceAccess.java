package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.function.Supplier;

/**
 * Opens sources that are allowed.
 *
 * <p>Thread: any.
 */
final class SourceAccess {

    private final HttpsAccess https;
    private final FileAccess files;

    SourceAccess(ImageSettings settings, Supplier<HttpClient> clients) {
        this.https = new HttpsAccess(clients, settings.hosts(), settings.stall());
        this.files = new FileAccess(settings.sourceFolders());
    }

    /**
     * Refuses at once what will never be opened.
     *
     * @throws ActionFailure where its host or folder is not allowed
     */
    void check(ImageSource source) throws ActionFailure {
        switch (source) {
            case ImageSource.Https(var uri) -> https.check(uri);
            case ImageSource.LocalFile(var path) -> files.check(path);
        }
    }

    /**
     * Opens it.
     *
     * @param kept what is there of it already
     * @throws ActionFailure where it makes no sense to try again
     * @throws IOException where it may
     */
    OpenedSource open(ImageSource source, PartFile.Kept kept) throws ActionFailure, IOException {
        return switch (source) {
            case ImageSource.Https(var uri) -> https.open(uri, kept);
            case ImageSource.LocalFile(var path) -> files.open(path);
        };
    }
}
