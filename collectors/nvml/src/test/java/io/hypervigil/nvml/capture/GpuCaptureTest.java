package io.hypervigil.nvml.capture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.gpu.GpuClockEvents;
import io.hypervigil.nvml.gpu.GpuClocks;
import io.hypervigil.nvml.gpu.GpuFans;
import io.hypervigil.nvml.gpu.GpuInfo;
import io.hypervigil.nvml.gpu.GpuMemory;
import io.hypervigil.nvml.gpu.GpuModes;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.GpuPcie;
import io.hypervigil.nvml.gpu.GpuPower;
import io.hypervigil.nvml.gpu.GpuSessions;
import io.hypervigil.nvml.gpu.GpuTemperature;
import io.hypervigil.nvml.gpu.GpuUtilization;
import io.hypervigil.nvml.health.GpuC2c;
import io.hypervigil.nvml.health.GpuEcc;
import io.hypervigil.nvml.health.GpuFabric;
import io.hypervigil.nvml.health.GpuGsp;
import io.hypervigil.nvml.health.GpuPlatform;
import io.hypervigil.nvml.health.GpuRecovery;
import io.hypervigil.nvml.health.GpuRetiredPages;
import io.hypervigil.nvml.health.GpuRowRemapping;
import io.hypervigil.nvml.health.GpuSramEcc;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines that were captured, once more: a library that answers as theirs did gives the values
 * that nvidia_gpu_exporter made of them, field by field.
 */
final class GpuCaptureTest {

    private static final List<GpuPartType> PARTS =
            List.of(
                    GpuClockEvents.TYPE,
                    GpuClocks.TYPE,
                    GpuFans.TYPE,
                    GpuInfo.TYPE,
                    GpuMemory.TYPE,
                    GpuModes.TYPE,
                    GpuPcie.TYPE,
                    GpuPower.TYPE,
                    GpuSessions.TYPE,
                    GpuTemperature.TYPE,
                    GpuUtilization.TYPE,
                    GpuC2c.TYPE,
                    GpuEcc.TYPE,
                    GpuFabric.TYPE,
                    GpuGsp.TYPE,
                    GpuPlatform.TYPE,
                    GpuRecovery.TYPE,
                    GpuRetiredPages.TYPE,
                    GpuRowRemapping.TYPE,
                    GpuSramEcc.TYPE);

    /** Of theirs. */
    private static final Set<String> FIELDS =
            Comparison.ALL.stream().map(Comparison::name).collect(toSet());

    private static final double PERCENT = 1e-7;

    @TempDir Path folder;

    private final Map<String, TreeSet<String>> leftOut = new TreeMap<>();
    private final List<String> figures = new ArrayList<>();

    @Test
    void a_captured_machine_gives_the_values_that_another_exporter_gave() throws IOException {
        for (Capture capture : Capture.all().toList()) {
            compare(capture);
        }

        figures.forEach(GpuCaptureTest::print);
        leftOut.forEach((why, names) -> print("not compared, " + why + ": " + names));
    }

    private void compare(Capture capture) throws IOException {
        var name = capture.name() + " " + capture.state();
        var theirs = Page.of(capture.exposition(), "nvidia_smi_");
        var ours = ours(capture, folder.resolve(name.replace(' ', '-')));
        var values = values(name, theirs, ours);
        labels(name, theirs, ours);
        figures.add(
                String.join(
                        " ",
                        name + ":",
                        values.size() + " values and",
                        Comparison.INFO_LABELS.size() + 1 + " labels are the same,",
                        FIELDS.size() - values.size() + " absent on both sides,",
                        notCompared(name, theirs) + " not compared"));
    }

    private static Page ours(Capture capture, Path folder) throws IOException {
        Files.createDirectory(folder);
        try (var gpu = StubGpu.ofText(folder, new CapturedAnswers(capture).scenario())) {
            var lines = PARTS.stream().flatMap(part -> gpu.sample(part).lines()).toList();
            return Page.of(lines, "");
        }
    }

    /** The values that both have; what they have not, we do not have either. */
    private static Set<String> values(String capture, Page theirs, Page ours) {
        var compared = new TreeSet<String>();
        for (Comparison field : Comparison.ALL) {
            var expected = field.expected(theirs);
            var actual = ours.value(field.ours());
            assertThat(actual.isPresent())
                    .as("%s: %s, where %s is %s", capture, field.ours(), field.theirs(), expected)
                    .isEqualTo(expected.isPresent());
            if (expected.isPresent()) {
                assertThat(actual.getAsDouble() * field.factor())
                        .as("%s: %s, which is %s", capture, field.ours(), field.theirs())
                        .isCloseTo(expected.getAsDouble(), withinPercentage(PERCENT));
                compared.add(field.name());
            }
        }
        return compared;
    }

    private static void labels(String capture, Page theirs, Page ours) {
        Comparison.INFO_LABELS.forEach(
                (label, own) ->
                        assertThat(ours.label("gpu_info/" + own))
                                .as("%s: gpu_info, %s", capture, own)
                                .isEqualTo(theirs.label("gpu_info/" + label).replace("[N/A]", "")));
        assertThat(ours.label("gpu_info/pci_address"))
                .as("%s: gpu_info, pci_address", capture)
                .isEqualTo(PciAddress.normal(theirs.label("gpu_info/pci_bus_id")));
    }

    /** Whatever is not compared has a reason. */
    private int notCompared(String capture, Page theirs) {
        var left = new TreeSet<>(theirs.values().keySet());
        left.removeAll(FIELDS);
        for (String series : left) {
            var why =
                    Comparison.LEFT_OUT.entrySet().stream()
                            .filter(entry -> entry.getKey().matcher(series).matches())
                            .map(Map.Entry::getValue)
                            .findFirst();
            assertThat(why).as("%s: why %s is not compared", capture, series).isPresent();
            leftOut.computeIfAbsent(why.orElseThrow(), _ -> new TreeSet<>())
                    .add(series.split("\\{", 2)[0]);
        }
        return left.size();
    }

    @Permitted("the figures that a reader of the build looks for")
    private static void print(String line) {
        System.out.println("gpu-captures: " + line);
    }
}
