package io.hypervigil.tsdb.snapshot;

/** What writer and reader agree on. */
final class Format {

    static final long MAGIC = 0x4856_5749_4e44_4f57L; // HVWINDOW
    static final int VERSION = 2;

    static final int HEADER_BYTES = Long.BYTES + Short.BYTES;
    static final int CHECKSUM_BYTES = Integer.BYTES;

    static final int END = 0;
    static final int SERIES = 1;

    private Format() {}
}
