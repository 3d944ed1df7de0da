package io.hypervigil.libvirt.jna;

/**
 * Calls of functions that older libraries lack. Such a function is in a class of its own, which
 * cannot be loaded then: nothing else is lost with it.
 */
final class NewerFunction {

    private NewerFunction() {}

    /** A call of libvirt's. */
    @FunctionalInterface
    interface Call<T> {
        T answer() throws VirtException;
    }

    /**
     * The answer of a call.
     *
     * @param since the version of libvirt that brought the function
     * @throws VirtException with VIR_ERR_NO_SUPPORT where the library here has no such function
     */
    static <T> T call(String function, String since, Call<T> call) throws VirtException {
        try {
            return call.answer();
        } catch (LinkageError _) {
            throw new VirtException(
                    function,
                    VirtErrorCode.VIR_ERR_NO_SUPPORT,
                    0,
                    "this libvirt library is too old: " + since + " has it first");
        }
    }
}
