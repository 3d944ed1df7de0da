package io.hypervigil.exposition;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import java.util.List;

/**
 * What this process is.
 *
 * <pre>
 * hypervigil_build_info{java="25.0.3",revision="3f2a9c1",version="0.1.0"} 1
 * </pre>
 */
public final class BuildMetrics {

    private static final Group GROUP = Group.on("build", "what this process was built from");

    private static final Family BUILD_INFO =
            Family.gauge(
                    GROUP,
                    "hypervigil_build_info",
                    "Version and commit of this process, and the Java it runs on.",
                    "java",
                    "revision",
                    "version");

    /** For the documentation. */
    public static final Schema SCHEMA = new Schema(List.of(GROUP), List.of(BUILD_INFO));

    private BuildMetrics() {}

    /** The samples, which never change. */
    public static Samples samples(BuildInfo build) {
        var book = new SampleBook(new SeriesTable(), 1);
        book.begin();
        book.add(BUILD_INFO, 1, build.java(), build.revision(), build.version());
        return book.finish();
    }
}
