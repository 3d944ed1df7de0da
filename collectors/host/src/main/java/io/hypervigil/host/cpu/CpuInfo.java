package io.hypervigil.host.cpu;

import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * /proc/cpuinfo, whose keys differ between architectures: what one does not say is "".
 *
 * @param flags of the first CPU
 * @param bugs of the first CPU
 */
record CpuInfo(List<Processor> processors, List<String> flags, List<String> bugs) {

    CpuInfo {
        processors = List.copyOf(processors);
        flags = List.copyOf(flags);
        bugs = List.copyOf(bugs);
    }

    /** One CPU. Its number is its place among all CPUs, its core's is one of its package. */
    record Processor(
            String number,
            String packageId,
            String core,
            String vendor,
            String family,
            String model,
            String modelName,
            String microcode,
            String stepping,
            String cacheSize,
            OptionalDouble megahertz) {}

    static CpuInfo parse(Text text) {
        var processors = new ArrayList<Processor>();
        List<String> flags = List.of();
        List<String> bugs = List.of();
        Draft draft = null;
        while (text.nextLine()) {
            if (!text.has(':')) {
                continue;
            }
            var key = text.until(':');
            if (key.equals("processor")) {
                finish(draft, processors);
                draft = new Draft(text.field());
            } else if (draft != null) {
                switch (key) {
                    case "flags", "Features" -> flags = flags.isEmpty() ? Words.left(text) : flags;
                    case "bugs" -> bugs = bugs.isEmpty() ? Words.left(text) : bugs;
                    default -> draft.set(key, text);
                }
            }
        }
        finish(draft, processors);
        if (processors.isEmpty()) {
            throw text.malformed("no 'processor' in the file");
        }
        return new CpuInfo(processors, flags, bugs);
    }

    private static void finish(@Nullable Draft draft, List<Processor> processors) {
        if (draft != null) {
            processors.add(draft.processor());
        }
    }

    /** A CPU as its lines come in. */
    private static final class Draft {

        private final String number;
        private String packageId = "";
        private String core = "";
        private String vendor = "";
        private String family = "";
        private String model = "";
        private String modelName = "";
        private String microcode = "";
        private String stepping = "";
        private String cacheSize = "";
        private OptionalDouble megahertz = OptionalDouble.empty();

        Draft(String number) {
            this.number = number;
        }

        void set(String key, Text text) {
            switch (key) {
                case "physical id" -> packageId = text.rest();
                // hart: RISC-V
                case "core id", "hart" -> core = text.rest();
                // vendor: some x86 kernels; cpu: POWER
                case "vendor_id", "vendor", "cpu" -> vendor = text.rest();
                case "cpu family", "CPU Family" -> family = text.rest();
                case "model" -> model = text.rest();
                // isa: RISC-V; Model Name: LoongArch
                case "model name", "Model Name", "isa" -> modelName = text.rest();
                case "microcode" -> microcode = text.rest();
                case "stepping" -> stepping = text.rest();
                case "cache size" -> cacheSize = text.rest();
                case "cpu MHz" -> megahertz = OptionalDouble.of(text.number());
                // POWER: 3550.000000MHz
                case "clock" -> megahertz = clock(text);
                default -> {}
            }
        }

        private static OptionalDouble clock(Text text) {
            var clock = text.field();
            return clock.endsWith("MHz")
                    ? Text.of(clock.substring(0, clock.length() - 3)).toNumber()
                    : OptionalDouble.empty();
        }

        Processor processor() {
            return new Processor(
                    number, packageId, core, vendor, family, model, modelName, microcode, stepping,
                    cacheSize, megahertz);
        }
    }
}
