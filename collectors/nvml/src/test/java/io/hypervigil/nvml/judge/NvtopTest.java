package io.hypervigil.nvml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's nvtop, on our stub, shows what we tell of it. */
final class NvtopTest {

    private static final Path FIXTURE = Path.of("src/test/fixtures/rtx4090-pair");
    private static final List<String> UUIDS =
            List.of(
                    "GPU-90210000-0000-4000-8000-000000000000",
                    "GPU-90210000-0000-4000-8000-000000000001");
    private static final double GIBIBYTE = 0x1p30;

    /** How a terminal is told to move, to erase, and to draw lines. */
    private static final Pattern ESCAPE =
            Pattern.compile("\u001b(?:\\[[0-9;?]*[a-zA-Z]|\\(.|[=>])");

    private static final Pattern DEVICE =
            Pattern.compile(
                    "Device (\\d) \\[(.*?)].*?GPU (\\d+)MHz.*?TEMP +(\\d+).*?FAN +(\\d+)%"
                            + ".*?POW +(\\d+) / (\\d+) W.*?GPU\\[\\|*(\\d+)%]"
                            + ".*?MEM\\[\\|*([0-9.]+)Gi/([0-9.]+)Gi].*?ENC\\[\\|*(\\d+)%]"
                            + ".*?DEC\\[\\|*(\\d+)%]",
                    Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void nvtop_shows_the_numbers_that_we_tell() throws Exception {
        var stub = StubDriver.of(folder, "rtx4090-pair.scenario");

        assertThat(shownByNvtop()).isEqualTo(toldByUs(stub));
    }

    private List<String> shownByNvtop() throws Exception {
        var nvtop = NvidiaParts.nvtop();
        var script = RealPart.require("script", "install bsdutils");
        // With a terminal of its own, and its own folder for what it would keep.
        var command =
                List.of(
                        "/usr/bin/env",
                        "LD_LIBRARY_PATH=" + folder,
                        "HOME=" + folder,
                        "TERM=xterm",
                        "LC_ALL=C",
                        script.toString(),
                        "-qfec",
                        "stty rows 50 cols 160; exec timeout 60 " + nvtop + " -d 5 -C",
                        "/dev/null");
        try (var running = RealPart.start(folder, "nvtop", command)) {
            return Eventually.get(
                    Duration.ofSeconds(30),
                    () -> {
                        var shown = devices(running.log());
                        assertThat(shown).as(running.log()).hasSize(UUIDS.size());
                        return shown;
                    });
        }
    }

    private static List<String> devices(String screen) {
        return DEVICE.matcher(ESCAPE.matcher(screen).replaceAll(""))
                .results()
                .limit(UUIDS.size())
                .map(
                        found -> {
                            var columns = new ArrayList<String>();
                            for (int i = 1; i <= found.groupCount(); i++) {
                                columns.add(found.group(i));
                            }
                            return String.join(" | ", columns);
                        })
                .toList();
    }

    private static List<String> toldByUs(StubDriver stub) throws Exception {
        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(), FIXTURE, StubSettings.of(stub.library()), _ -> true)) {
            var page = harness.exposition();
            return UUIDS.stream().map(uuid -> told(page, uuid)).toList();
        }
    }

    /** In nvtop's units: it cuts off fractions, and counts what the driver holds back as used. */
    private static String told(String page, String uuid) {
        return String.join(
                " | ",
                text(page, uuid, "index"),
                text(page, uuid, "name"),
                whole(value(page, uuid, "gpu_clock_hertz", ",clock=\"graphics\"") / 1e6),
                whole(value(page, uuid, "gpu_temperature_celsius", "")),
                whole(value(page, uuid, "gpu_fan_speed_ratio", ",fan=\"0\"") * 100),
                whole(value(page, uuid, "gpu_power_watts", "")),
                whole(value(page, uuid, "gpu_power_enforced_limit_watts", "")),
                whole(value(page, uuid, "gpu_utilization_ratio", "") * 100),
                gibibytes(
                        value(page, uuid, "gpu_memory_used_bytes", "")
                                + value(page, uuid, "gpu_memory_reserved_bytes", "")),
                gibibytes(value(page, uuid, "gpu_memory_total_bytes", "")),
                whole(value(page, uuid, "gpu_encoder_utilization_ratio", "") * 100),
                whole(value(page, uuid, "gpu_decoder_utilization_ratio", "") * 100));
    }

    private static String whole(double value) {
        // 0.07 times 100 is a little more than 7, and others a little less.
        return String.valueOf((long) (value + 1e-6));
    }

    private static String gibibytes(double bytes) {
        return String.format(Locale.ROOT, "%.3f", bytes / GIBIBYTE);
    }

    private static String text(String page, String uuid, String label) {
        return first(page, "gpu_info\\{gpu=\"" + uuid + "\".*?[,{]" + label + "=\"([^\"]*)\"");
    }

    private static double value(String page, String uuid, String family, String labels) {
        return Double.parseDouble(
                first(page, "(?m)^" + family + "\\{gpu=\"" + uuid + "\"" + labels + "} (\\S+)"));
    }

    private static String first(String page, String regex) {
        var found = Pattern.compile(regex).matcher(page);
        assertThat(found.find()).as(regex).isTrue();
        return found.group(1);
    }
}
