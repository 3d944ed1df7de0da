package io.hypervigil.libvirt.jna;

/** virTypedParameterType of libvirt-common.h: what kind of value a typed parameter has. */
public final class ParameterType {

    public static final int INT = 1;
    public static final int UINT = 2;
    public static final int LLONG = 3;
    public static final int ULLONG = 4;
    public static final int DOUBLE = 5;
    public static final int BOOLEAN = 6;
    public static final int STRING = 7;

    private ParameterType() {}
}
