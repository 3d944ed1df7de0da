package io.hypervigil.web.compression;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The one coding that is offered. */
public final class Gzip {

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int MAX_CODINGS = 16;

    private Gzip() {}

    /**
     * Whether a client takes it.
     *
     * @param acceptEncoding the header, null where there is none
     */
    public static boolean isAccepted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String part : acceptEncoding.split(",", MAX_CODINGS)) {
            var coding = part.strip();
            if (coding.equals("gzip")
                    || (coding.startsWith("gzip;") && !coding.replace(" ", "").endsWith("q=0"))) {
                return true;
            }
        }
        return false;
    }

    /** Compresses what is written, quickly rather than well; closing it ends the stream below. */
    public static OutputStream to(OutputStream out) throws IOException {
        return new Fast(out);
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
