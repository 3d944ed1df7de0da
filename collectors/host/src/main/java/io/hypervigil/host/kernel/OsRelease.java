package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which distribution runs, and until when it is supported.
 *
 * <pre>
 * node_os_info{id="debian",name="Debian GNU/Linux",pretty_name="Debian GNU/Linux 13 (trixie)",version_id="13",…} 1
 * node_os_version{id="debian",id_like="",name="Debian GNU/Linux"} 13
 * node_os_support_end_timestamp_seconds 1.7845056e+09
 * </pre>
 */
public final class OsRelease implements HostPart {

    public static final Group GROUP = Group.on("os", "the distribution from /etc/os-release");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_os_info",
                    "The distribution, from /etc/os-release.",
                    "build_id",
                    "id",
                    "id_like",
                    "image_id",
                    "image_version",
                    "name",
                    "pretty_name",
                    "variant",
                    "variant_id",
                    "version",
                    "version_codename",
                    "version_id");
    static final Family VERSION =
            Family.gauge(
                    GROUP,
                    "node_os_version",
                    "The first two numbers of VERSION_ID, from /etc/os-release.",
                    "id",
                    "id_like",
                    "name");
    static final Family SUPPORT_END =
            Family.gauge(
                    GROUP,
                    "node_os_support_end_timestamp_seconds",
                    "When support of the distribution ends, from /etc/os-release.");

    public static final List<Family> FAMILIES = List.of(INFO, VERSION, SUPPORT_END);

    private static final List<String> FILES = List.of("etc/os-release", "usr/lib/os-release");

    private static final Pattern LEADING_NUMBERS = Pattern.compile("^[0-9]+\\.?[0-9]*");

    private final FileTree root;

    public OsRelease(FileTree root) {
        this.root = root;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        write(read(), sink);
    }

    private Map<String, String> read() throws IOException {
        for (String file : FILES) {
            var found = root.find(file, OsReleaseFile::parse);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new NotHere("neither /" + String.join(" nor /", FILES));
    }

    private static void write(Map<String, String> values, SampleSink sink) {
        // The labels are the variables in lower case.
        var labelValues =
                INFO.labels().stream()
                        .map(label -> values.getOrDefault(label.toUpperCase(Locale.ROOT), ""))
                        .toArray(String[]::new);
        sink.add(INFO, 1, labelValues);
        version(values.getOrDefault("VERSION_ID", ""))
                .ifPresent(
                        version ->
                                sink.add(
                                        VERSION,
                                        version,
                                        values.getOrDefault("ID", ""),
                                        values.getOrDefault("ID_LIKE", ""),
                                        values.getOrDefault("NAME", "")));
        var supportEnd = values.getOrDefault("SUPPORT_END", "");
        if (!supportEnd.isEmpty()) {
            sink.add(SUPPORT_END, (double) epochSecond(supportEnd));
        }
    }

    static Optional<Double> version(String versionId) {
        var numbers = LEADING_NUMBERS.matcher(versionId);
        return numbers.find()
                ? Optional.of(Double.valueOf(numbers.group())).filter(version -> version > 0)
                : Optional.empty();
    }

    private static long epochSecond(String date) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("os-release: SUPPORT_END '" + date + "' is no date", e);
        }
    }
}
