package io.hypervigil.host.net;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.util.OptionalLong;

/** Whole numbers of /sys/class/net, some of which are written as {@code 0x1003}. */
final class SysNumber {

    private SysNumber() {}

    /** The number in a file, or empty where there is none to be had. */
    static OptionalLong read(FileTree sys, String file) {
        return sys.attribute(file).map(SysNumber::parse).orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String text) {
        if (!text.startsWith("0x")) {
            return Text.of(text).toWhole();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text, 2, text.length(), 16));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
