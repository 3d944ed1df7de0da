package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.image.ImageStore;
import io.hypervigil.libvirt.quota.Quotas;
import io.hypervigil.libvirt.template.Template;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What machines are made from, and how much there may be of them.
 *
 * @param templates by their names
 * @param images with the disks that stand on them
 * @param accounting what they amount to
 * @param quotas what may be asked for
 * @param consoleFolder where the consoles of new machines are logged, a folder of the daemon's
 * @param clock for the files of cloud-init's CD
 */
public record Provisions(
        Map<String, Template> templates,
        ImageStore images,
        Accounting accounting,
        Quotas quotas,
        Optional<Path> consoleFolder,
        InstantSource clock) {

    public Provisions {
        templates = Map.copyOf(templates);
    }
}
