package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;

/** Calls that answer with an array of typed parameters which the caller frees. */
final class ParameterCalls {

    static {
        VirtLibrary.map(ParameterCalls.class);
    }

    private ParameterCalls() {}

    private static native void virTypedParamsFree(Pointer parameters, int count);

    /** A call of libvirt's. */
    @FunctionalInterface
    interface Call {
        int into(long[] parameters, int[] count);
    }

    static TypedParameters of(String function, Call call) throws VirtException {
        var parameters = new long[1];
        var count = new int[1];
        VirtErrors.check(function, call.into(parameters, count));
        if (parameters[0] == 0) {
            return TypedParameters.NONE;
        }
        var array = new Pointer(parameters[0]);
        try {
            return TypedParameters.read(array, count[0]);
        } finally {
            virTypedParamsFree(array, count[0]);
        }
    }
}
