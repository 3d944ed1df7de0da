package io.hypervigil.libvirt.jna;

import java.io.Serial;
import org.libvirt.LibvirtException;

/**
 * A call that libvirt refused or could not carry out.
 *
 * <p>The message is libvirt's own, with the function that was called.
 */
public final class VirtException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final int code;
    private final int domain;

    VirtException(String function, int code, int domain, String message) {
        super(function + ": " + message);
        this.code = code;
        this.domain = domain;
    }

    /** What libvirt-java throws, in our terms: its enums are in the order of libvirt's numbers. */
    @SuppressWarnings("EnumOrdinal")
    static VirtException of(String function, LibvirtException e) {
        var error = e.getError();
        return error == null
                ? new VirtException(function, 0, 0, String.valueOf(e.getMessage()))
                : new VirtException(
                        function,
                        error.getCode().ordinal(),
                        error.getDomain().ordinal(),
                        error.getMessage());
    }

    /** virErrorNumber of virterror.h; {@link VirtErrorCode} names those that are told apart. */
    public int code() {
        return code;
    }

    /** virErrorDomain of virterror.h: which part of libvirt it comes from. */
    public int domain() {
        return domain;
    }
}
