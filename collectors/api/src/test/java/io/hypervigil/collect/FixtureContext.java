package io.hypervigil.collect;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a collector is opened with in a test, over a fixture; a test says how probes are sampled.
 */
public abstract class FixtureContext implements CollectorContext {

    private final Path fixture;
    private final Record settings;
    private final InstantSource clock;
    private final FactBoard facts = new FactBoard();

    /**
     * @param fixture has the folders proc, sys, root and udev, as far as they are read
     */
    protected FixtureContext(Path fixture, Record settings, InstantSource clock) {
        this.fixture = fixture;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public <S extends Record> S settings(Class<S> type) {
        return type.cast(settings);
    }

    @Override
    public boolean isOn(Group group) {
        return group.byDefault();
    }

    @Override
    public HostFiles files() {
        return new HostFiles(tree("proc"), tree("sys"), tree("root"), tree("udev"));
    }

    private FileTree tree(String name) {
        return FileTree.at(fixture.resolve(name));
    }

    @Override
    public FactBoard facts() {
        return facts;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
