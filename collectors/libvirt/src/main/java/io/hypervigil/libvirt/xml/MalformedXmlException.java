package io.hypervigil.libvirt.xml;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A text is not XML, is not of the kind expected, or goes beyond a limit; the message says where.
 */
public final class MalformedXmlException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    public MalformedXmlException(String message) {
        super(message);
    }

    MalformedXmlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
