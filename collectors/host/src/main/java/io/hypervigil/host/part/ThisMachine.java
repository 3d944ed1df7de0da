package io.hypervigil.host.part;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;

/** Tells a mounted /proc from a recorded one: system calls answer for this machine only. */
public final class ThisMachine {

    private ThisMachine() {}

    /** Whether a tree is the procfs of the kernel that this process runs on. */
    public static boolean isShownBy(FileTree proc) {
        try {
            return Files.getFileStore(proc.root()).type().equals("proc");
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Holds that it is.
     *
     * @throws NotHere where the tree was recorded elsewhere
     */
    public static void require(boolean isLive, String systemCall) {
        if (!isLive) {
            throw new NotHere(
                    systemCall + " answers for the running machine, not for a recorded one");
        }
    }
}
