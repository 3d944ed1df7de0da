package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.Optional;

/** A disk of a clone that is to be made from one of its original. */
sealed interface DiskCopy permits FileCopy, VolumePlan {

    /** What it is for. */
    DomainCopy.CopiedDisk disk();

    /** The path of the original. */
    String original();

    /** The original's format where the new one stands on that; empty where it is a copy. */
    Optional<String> base();

    /** For people: what makes it. */
    String text();

    /** Makes it; answers its path. What is made in part is taken back. */
    String make(VirtConnection libvirt, Disks.CopyWatch watch) throws ActionFailure, VirtException;

    /** Deletes it again. */
    void takeBack(VirtConnection libvirt) throws ActionFailure, VirtException;
}
