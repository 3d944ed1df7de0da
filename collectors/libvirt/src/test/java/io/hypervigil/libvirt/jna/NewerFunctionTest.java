package io.hypervigil.libvirt.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NewerFunctionTest {

    /** A function that no libvirt has. */
    private static final class FutureFunctions {

        static {
            VirtLibrary.map(FutureFunctions.class);
        }

        static native int virDomainForetell(int years);
    }

    @BeforeEach
    void needs_the_library() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
    }

    @Test
    void a_function_that_the_library_lacks_is_said_to_be_lacking_however_often_it_is_called() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(VirtException.class)
                    .isThrownBy(
                            () ->
                                    NewerFunction.call(
                                            "virDomainForetell",
                                            "99.1",
                                            () -> FutureFunctions.virDomainForetell(1)))
                    .withMessage(
                            "virDomainForetell: this libvirt library is too old: 99.1 has it first")
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(VirtErrorCode.VIR_ERR_NO_SUPPORT));
        }
    }

    @Test
    void a_function_that_is_there_answers() throws VirtException {
        assertThat(NewerFunction.<Integer>call("any", "0.1", () -> 7)).isEqualTo(7);
    }
}
