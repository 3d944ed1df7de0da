package io.hypervigil.libvirt.jna;

/** virConnectCloseReason: how a connection ended, in its order. */
public enum CloseReason {
    ERROR("an error of the socket"),
    EOF("the daemon closed it"),
    KEEPALIVE("the daemon does not answer"),
    CLIENT("closed by us");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    static CloseReason of(int number) {
        var all = values();
        return number >= 0 && number < all.length ? all[number] : ERROR;
    }
}
