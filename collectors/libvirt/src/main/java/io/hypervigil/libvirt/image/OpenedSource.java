package io.hypervigil.libvirt.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A source's bytes as they come.
 *
 * @param offset which byte of the whole comes first
 * @param totalBytes of the whole, where the source says it
 * @param validator by which the source knows this very version, to go on with it later
 */
record OpenedSource(
        InputStream body, long offset, Optional<Long> totalBytes, Optional<String> validator)
        implements AutoCloseable {

    /** The same, which closes something more. */
    OpenedSource alsoClosing(Runnable more) {
        var both =
                new FilterInputStream(body) {
                    @Override
                    public void close() throws IOException {
                        try {
                            super.close();
                        } finally {
                            more.run();
                        }
                    }
                };
        return new OpenedSource(both, offset, totalBytes, validator);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
