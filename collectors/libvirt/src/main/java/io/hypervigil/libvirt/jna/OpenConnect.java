package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** libvirt-java's connection, with the pointer that its own calls lack functions for. */
final class OpenConnect extends Connect {

    OpenConnect(String uri, boolean isReadOnly) throws LibvirtException {
        super(uri, isReadOnly);
    }

    Pointer pointer() {
        return vcp.getPointer();
    }
}
