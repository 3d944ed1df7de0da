package io.hypervigil.host.part;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files below a temporary folder, as a test wants them. */
public final class Tree {

    private final Path root;

    private Tree(Path root) {
        this.root = root;
    }

    /** An empty tree. */
    public static Tree in(Path root) {
        return new Tree(root);
    }

    /** Writes a file; its text may be bytes of Latin-1. */
    public Tree file(String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a link that leads to another path of the tree. */
    public Tree link(String path, String to) {
        try {
            var link = root.resolve(path);
            Files.createDirectories(link.resolveSibling(""));
            Files.createSymbolicLink(link, link.resolveSibling("").relativize(root.resolve(to)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a part reads it. */
    public FileTree files() {
        return FileTree.at(root);
    }
}
