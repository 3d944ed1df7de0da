package io.hypervigil.host.textfile;

import io.hypervigil.collect.settings.Setting;
import java.util.List;

/** {@code --collector.textfile.*}, with node_exporter's names and defaults. */
public record TextfileSettings(
        @Setting(
                        help =
                                "Folders whose files *.prom are read, with * ? and [] as in a shell; more than one may be given.")
                List<String> directory,
        @Setting(
                        help = "A file of more bytes is not read.",
                        byDefault = "4194304",
                        min = 1024,
                        max = 67_108_864)
                int maxFileBytes) {

    public TextfileSettings {
        directory = List.copyOf(directory);
    }
}
