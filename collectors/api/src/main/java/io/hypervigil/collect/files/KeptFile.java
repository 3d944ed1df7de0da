package io.hypervigil.collect.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Function;

/**
 * A file that is open between one reading and the next. It is for files that the kernel makes up
 * when they are read; of one that was replaced it would go on giving what it had. A thread that
 * reads while it is interrupted closes it.
 *
 * <p>Thread: that of its {@link FileTree}, whose buffer it fills; {@link #close} any.
 */
public final class KeptFile implements AutoCloseable {

    private final FileTree tree;
    private final String path;
    private final FileChannel file;

    KeptFile(FileTree tree, String path, FileChannel file) {
        this.tree = tree;
        this.path = path;
        this.file = file;
    }

    /**
     * Reads all of it anew and parses it while it lies in the buffer.
     *
     * @param parser does not keep the text: the next read overwrites it
     * @throws IOException where it cannot be read any more, with its path
     * @throws MalformedTextException where the parser refuses it, with path and line
     */
    public <T> T read(Function<Text, T> parser) throws IOException {
        return tree.parsed(path, tree.load(path, this::read, true), parser);
    }

    /** The buffer has from its beginning what the file has; one call each, without a seek. */
    private int read(byte[] into, int offset, int most) throws IOException {
        return file.read(ByteBuffer.wrap(into, offset, most), offset);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
