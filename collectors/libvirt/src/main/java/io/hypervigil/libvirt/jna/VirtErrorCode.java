package io.hypervigil.libvirt.jna;

/** Numbers of virErrorNumber that something here turns on; virterror.h. */
public final class VirtErrorCode {

    public static final int VIR_ERR_NO_SUPPORT = 3;
    public static final int VIR_ERR_INVALID_CONN = 6;
    public static final int VIR_ERR_INVALID_ARG = 8;
    public static final int VIR_ERR_XML_ERROR = 27;
    public static final int VIR_ERR_DOM_EXIST = 28;
    public static final int VIR_ERR_OPERATION_DENIED = 29;
    public static final int VIR_ERR_XML_DETAIL = 35;
    public static final int VIR_ERR_SYSTEM_ERROR = 38;
    public static final int VIR_ERR_RPC = 39;
    public static final int VIR_ERR_NO_DOMAIN = 42;
    public static final int VIR_ERR_NO_NETWORK = 43;
    public static final int VIR_ERR_AUTH_FAILED = 45;
    public static final int VIR_ERR_NO_STORAGE_POOL = 49;
    public static final int VIR_ERR_NO_STORAGE_VOL = 50;
    public static final int VIR_ERR_OPERATION_INVALID = 55;
    public static final int VIR_ERR_CONFIG_UNSUPPORTED = 67;
    public static final int VIR_ERR_OPERATION_TIMEOUT = 68;
    public static final int VIR_ERR_NO_DOMAIN_SNAPSHOT = 72;
    public static final int VIR_ERR_ARGUMENT_UNSUPPORTED = 74;
    public static final int VIR_ERR_OPERATION_ABORTED = 78;
    public static final int VIR_ERR_AUTH_CANCELLED = 79;
    public static final int VIR_ERR_OPERATION_UNSUPPORTED = 84;
    public static final int VIR_ERR_AGENT_UNRESPONSIVE = 86;
    public static final int VIR_ERR_RESOURCE_BUSY = 87;
    public static final int VIR_ERR_ACCESS_DENIED = 88;
    public static final int VIR_ERR_STORAGE_VOL_EXIST = 90;
    public static final int VIR_ERR_XML_INVALID_SCHEMA = 92;
    public static final int VIR_ERR_AGENT_UNSYNCED = 97;
    public static final int VIR_ERR_DEVICE_MISSING = 99;
    public static final int VIR_ERR_NO_DOMAIN_BACKUP = 104;

    private VirtErrorCode() {}
}
