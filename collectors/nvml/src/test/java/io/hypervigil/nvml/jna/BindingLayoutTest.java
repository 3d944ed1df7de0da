package io.hypervigil.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.jna.Getter.Shape;
import io.hypervigil.nvml.judge.Declarations;
import io.hypervigil.nvml.judge.Layouts;
import io.hypervigil.nvml.judge.NvidiaParts;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the binding says of C, as far as NVIDIA's header of CUDA 12.4 says it too. */
final class BindingLayoutTest {

    private static final List<Class<?>> WITH_GETTERS =
            List.of(
                    NvmlClocks.class,
                    NvmlConfCompute.class,
                    NvmlEcc.class,
                    NvmlHealth.class,
                    NvmlIdentity.class,
                    NvmlMemory.class,
                    NvmlMig.class,
                    NvmlNvLink.class,
                    NvmlPcie.class,
                    NvmlPower.class,
                    NvmlTemperature.class,
                    NvmlUtilization.class);

    /** Getters that the header does not declare. */
    private static final List<String> NEWER =
            List.of(
                    "nvmlDeviceGetAddressingMode",
                    "nvmlDeviceGetFanSpeedRPM",
                    "nvmlDeviceGetMarginTemperature",
                    "nvmlDeviceGetRemappedRows_v2",
                    "nvmlDeviceGetRepairStatus",
                    "nvmlDeviceGetTemperatureV",
                    "nvmlDeviceGetUnrepairableMemoryFlag_v1");

    @TempDir Path folder;
    private Layouts header = new Layouts(Map.of(), Map.of());
    private Declarations declared = new Declarations(Map.of(), Map.of());

    @BeforeEach
    void read_the_header() {
        header = Layouts.ofHeader(folder);
        declared = Declarations.of(NvidiaParts.includes().resolve("nvml.h"));
    }

    @Test
    void each_getter_hands_in_what_its_function_takes() {
        var ours = new ArrayList<String>();
        var theirs = new ArrayList<String>();
        for (Getter getter : known()) {
            ours.add(getter.symbol() + " " + arguments(getter) + " " + outputs(getter));
            theirs.add(
                    getter.symbol()
                            + " "
                            + declared.parameters(getter.symbol()).size()
                            + " "
                            + header.outputs().get(getter.symbol()));
        }

        assertThat(ours).isEqualTo(theirs).hasSizeGreaterThan(60);
    }

    @Test
    void each_getter_of_a_struct_reads_where_its_numbers_lie() {
        var astray = new ArrayList<String>();
        int read = 0;
        for (Getter getter : known()) {
            if (getter.shape() instanceof Shape.Struct shape) {
                var parameters = declared.parameters(getter.symbol());
                var type = parameters.getLast().replace("*", "").strip();
                var struct = header.struct(type);
                int bytes = getter.type() == Getter.Type.U64 ? Long.BYTES : Integer.BYTES;
                for (int offset : shape.offsets()) {
                    read++;
                    if (!struct.numbers().contains(offset + ":" + bytes)) {
                        astray.add(getter.symbol() + ": " + type + " at " + offset);
                    }
                }
            }
        }

        assertThat(astray).isEmpty();
        assertThat(read).isGreaterThan(25);
    }

    @Test
    void what_the_header_does_not_declare_is_known_to_be_newer() {
        assertThat(
                        getters()
                                .map(Getter::symbol)
                                .filter(symbol -> !declared.functions().containsKey(symbol))
                                .distinct()
                                .sorted())
                .containsExactlyElementsOf(NEWER);
    }

    @Test
    void structs_that_are_read_by_hand_lie_as_the_binding_says() throws Exception {
        assertThat(constant(NvmlProcesses.class, "USED_GPU_MEMORY"))
                .isEqualTo(at("nvmlProcessInfo_v1_t", "usedGpuMemory"))
                .isEqualTo(at("nvmlProcessInfo_v2_t", "usedGpuMemory"));
        assertThat(bytes("nvmlProcessInfo_v1_t")).isEqualTo(16);
        assertThat(bytes("nvmlProcessInfo_v2_t")).isEqualTo(24);
        assertThat(constant(NvmlProcesses.class, "GPU_INSTANCE_ID"))
                .isEqualTo(at("nvmlProcessInfo_v2_t", "gpuInstanceId"));
        assertThat(constant(NvmlProcesses.class, "COMPUTE_INSTANCE_ID"))
                .isEqualTo(at("nvmlProcessInfo_v2_t", "computeInstanceId"));
        assertThat(constant(NvmlProcesses.class, "SIZEOF_NVMLPROCESSUTILIZATIONSAMPLE_T"))
                .isEqualTo(bytes("nvmlProcessUtilizationSample_t"));
        assertThat(header.struct("nvmlProcessUtilizationSample_t").numbers())
                .containsExactly("0:4", "8:8", "16:4", "20:4", "24:4", "28:4");
        assertThat(constant(NvmlIdentity.class, "BUS_ID")).isEqualTo(at("nvmlPciInfo_t", "busId"));
        assertThat(constant(NvmlNvLink.class, "BUS_ID")).isEqualTo(at("nvmlPciInfo_t", "busId"));
        assertThat(constant(NvmlEvents.class, "SIZEOF_NVMLEVENTDATA_T"))
                .isEqualTo(bytes("nvmlEventData_t"));
        assertThat(constant(NvmlEvents.class, "EVENT_TYPE"))
                .isEqualTo(at("nvmlEventData_t", "eventType"));
        assertThat(constant(NvmlEvents.class, "EVENT_DATA"))
                .isEqualTo(at("nvmlEventData_t", "eventData"));
    }

    @Test
    void structs_of_arrays_lie_as_the_binding_says() throws Exception {
        assertThat(constant(NvmlFieldValues.class, "SIZEOF_NVMLFIELDVALUE_T"))
                .isEqualTo(bytes("nvmlFieldValue_t"));
        assertThat(constants(NvmlFieldValues.class, "SCOPE_ID", "TIMESTAMP", "VALUE_TYPE"))
                .isEqualTo(ats("nvmlFieldValue_t", "scopeId", "timestamp", "valueType"));
        assertThat(constants(NvmlFieldValues.class, "NVML_RETURN", "VALUE"))
                .isEqualTo(ats("nvmlFieldValue_t", "nvmlReturn", "value"));
        assertThat(constant(NvmlGpm.class, "SIZEOF_NVMLGPMMETRIC_T"))
                .isEqualTo(bytes("nvmlGpmMetric_t"));
        assertThat(constants(NvmlGpm.class, "METRIC_RETURN", "METRIC_VALUE"))
                .isEqualTo(ats("nvmlGpmMetric_t", "nvmlReturn", "value"));
        // The unit is the third of three texts in a struct within the struct.
        assertThat(constant(NvmlGpm.class, "METRIC_UNIT"))
                .isEqualTo(bytes("nvmlGpmMetric_t") - Long.BYTES);
        assertThat(constant(NvmlGpm.class, "METRICS"))
                .isEqualTo(at("nvmlGpmMetricsGet_t", "metrics"));
        assertThat(ats("nvmlGpmMetricsGet_t", "version", "numMetrics", "sample1", "sample2"))
                .containsExactly(0, 4, 8, 16);
        assertThat(ats("nvmlGpuFabricInfo_v2_t", "clusterUuid", "status", "cliqueId", "state"))
                .containsExactly(4, 20, 24, 28);
        assertThat(at("nvmlGpuFabricInfo_v2_t", "healthMask")).isEqualTo(32);
        assertThat(bytes("nvmlGpuFabricInfo_v2_t")).isEqualTo(36);
        assertThat(header.struct("nvmlSystemConfComputeSettings_v1_t").numbers())
                .containsExactly("0:4", "4:4", "8:4", "12:4", "16:4");
        assertThat(bytes("nvmlSystemConfComputeSettings_v1_t")).isEqualTo(20);
    }

    private List<Getter> known() {
        return getters()
                .filter(getter -> declared.functions().containsKey(getter.symbol()))
                .toList();
    }

    private static Stream<Getter> getters() {
        return WITH_GETTERS.stream()
                .flatMap(holder -> Stream.concat(constants(holder), made(holder)));
    }

    private static Stream<Getter> constants(Class<?> holder) {
        return Arrays.stream(holder.getFields())
                .filter(field -> field.getType() == Getter.class)
                .map(
                        field -> {
                            try {
                                return (Getter) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    /** Those that are told which of several: the first. */
    private static Stream<Getter> made(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Getter.class)
                .map(BindingLayoutTest::made);
    }

    private static Getter made(Method method) {
        var zeros = new Object[method.getParameterCount()];
        Arrays.fill(zeros, 0);
        try {
            return (Getter) method.invoke(null, zeros);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }

    /** The device, selectors, and pointers. */
    private static int arguments(Getter getter) {
        return switch (getter.shape()) {
            case Shape.Apart(int count) -> 1 + getter.selectors().size() + count;
            case Shape.Struct _ -> 2;
        };
    }

    private static List<Integer> outputs(Getter getter) {
        return switch (getter.shape()) {
            case Shape.Apart(int count) ->
                    Stream.generate(
                                    () ->
                                            getter.type() == Getter.Type.U64
                                                    ? Long.BYTES
                                                    : Integer.BYTES)
                            .limit(count)
                            .toList();
            case Shape.Struct struct -> List.of(struct.bytes());
        };
    }

    private static int constant(Class<?> holder, String name) throws ReflectiveOperationException {
        var field = holder.getDeclaredField(name);
        field.setAccessible(true);
        return field.getInt(null);
    }

    private static List<Integer> constants(Class<?> holder, String... names)
            throws ReflectiveOperationException {
        var values = new ArrayList<Integer>();
        for (String name : names) {
            values.add(constant(holder, name));
        }
        return values;
    }

    private int bytes(String struct) {
        return header.struct(struct).bytes();
    }

    private int at(String struct, String field) {
        return header.struct(struct).field(field).offset();
    }

    private List<Integer> ats(String struct, String... fields) {
        return Arrays.stream(fields).map(field -> at(struct, field)).toList();
    }
}
