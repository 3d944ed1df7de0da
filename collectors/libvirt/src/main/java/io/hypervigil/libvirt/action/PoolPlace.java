package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A storage pool in which disks are made.
 *
 * @param folder where its volumes are files or devices, each under its name
 * @param format of its volumes
 */
record PoolPlace(String name, String type, Path folder, ImageFormat format) {

    /** Refuses a pool that is not there, not active, or has no files. */
    static PoolPlace of(VirtConnection libvirt, String name) throws ActionFailure {
        try {
            var pool = libvirt.volumes().pool(name);
            if (!pool.isActive()) {
                throw Refusal.of(
                        Kind.CONFLICT,
                        "the storage pool " + name + " is not active",
                        "virsh pool-start starts it");
            }
            return described(name, XmlText.read(pool.xml(), "pool"));
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, name + ": " + e.getMessage(), "see virsh pool-dumpxml", e);
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_STORAGE_POOL) {
                throw new ActionFailure(
                        Kind.NOT_FOUND,
                        "no storage pool is called '" + name + "'",
                        "virsh pool-list --all shows those that there are",
                        e);
            }
            throw Refusal.of(name, e);
        }
    }

    private static PoolPlace described(String name, Element pool) throws ActionFailure {
        var type = pool.attribute("type").orElse("");
        var folder = pool.at("target", "path").content();
        var format = format(type);
        if (format.isEmpty() || folder.isEmpty()) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    "the storage pool " + name + " is of type " + type + ", which has no files",
                    "take one of type dir, fs, netfs or logical");
        }
        return new PoolPlace(name, type, Path.of(folder.get()), format.get());
    }

    private static Optional<ImageFormat> format(String type) {
        return switch (type) {
            case "dir", "fs", "netfs" -> Optional.of(ImageFormat.QCOW2);
            case "logical" -> Optional.of(ImageFormat.RAW);
            default -> Optional.empty();
        };
    }

    /**
     * The disk of that name.
     *
     * @param name of no file, but for its ending
     */
    Path file(String name) {
        return folder.resolve(format == ImageFormat.QCOW2 ? name + ".qcow2" : name);
    }
}
