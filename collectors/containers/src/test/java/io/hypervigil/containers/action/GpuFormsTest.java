package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.allocation.ChosenGpu;
import io.hypervigil.containers.allocation.HostGpu;
import io.hypervigil.containers.cdi.CdiDevices;
import io.hypervigil.containers.launch.GpuForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuFormsTest {

    private static final ChosenGpu WHOLE =
            new ChosenGpu(
                    "GPU-b",
                    List.of("GPU-b", "1"),
                    Optional.of(new HostGpu("GPU-b", OptionalInt.of(1), "0000:01:00.0")));
    private static final ChosenGpu PART = new ChosenGpu("1:0", List.of("1:0"), Optional.empty());

    private static final CdiDevices BY_INDEX =
            devices("nvidia.com/gpu=0", "nvidia.com/gpu=1", "nvidia.com/gpu=1:0");
    private static final CdiDevices BY_UUID =
            devices("nvidia.com/gpu=1", "nvidia.com/gpu=GPU-b", "nvidia.com/gpu=all");
    private static final CdiDevices OTHERS = devices("example.org/net=a");

    @Test
    void an_engine_with_cdi_is_asked_by_the_names_that_specifications_have() throws Exception {
        assertThat(new GpuForms(BY_INDEX, false).of(List.of(WHOLE, PART)))
                .isEqualTo(new GpuForm.Cdi(List.of("nvidia.com/gpu=1", "nvidia.com/gpu=1:0")));
        assertThat(new GpuForms(BY_UUID, false).of(List.of(WHOLE)))
                .isEqualTo(new GpuForm.Cdi(List.of("nvidia.com/gpu=GPU-b")));
        assertThat(new GpuForms(BY_UUID, true).of(List.of(ChosenGpu.ALL)))
                .isEqualTo(new GpuForm.Cdi(List.of("nvidia.com/gpu=all")));
    }

    @Test
    void docker_without_a_specification_of_gpus_is_asked_by_the_older_form() throws Exception {
        assertThat(new GpuForms(OTHERS, false).of(List.of(WHOLE, PART)))
                .isEqualTo(new GpuForm.Legacy(List.of("GPU-b", "1:0")));
        assertThat(new GpuForms(OTHERS, false).of(List.of(ChosenGpu.ALL)))
                .isEqualTo(new GpuForm.Legacy(List.of()));
        assertThat(new GpuForms(OTHERS, false).kind()).isEqualTo("nvidia");
    }

    @Test
    void a_gpu_that_no_specification_names_is_refused() {
        assertThatThrownBy(() -> new GpuForms(BY_UUID, false).of(List.of(PART)))
                .isInstanceOf(ActionFailure.class)
                .hasMessage(
                        "no CDI specification in [] names GPU 1:0 (as 1:0); /etc/cdi/x.yaml: no"
                                + " kind");
        assertThatThrownBy(() -> new GpuForms(OTHERS, true).of(List.of(WHOLE)))
                .isInstanceOf(ActionFailure.class);
    }

    @Test
    void nothing_is_asked_for_where_there_is_no_gpu_to_ask_for() throws Exception {
        assertThat(new GpuForms(OTHERS, true).of(List.of())).isEqualTo(new GpuForm.None());
    }

    private static CdiDevices devices(String... names) {
        return new CdiDevices(
                List.of(), Set.of(names), Map.of(), List.of("/etc/cdi/x.yaml: no kind"));
    }
}
