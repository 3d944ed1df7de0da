package io.hypervigil.libvirt;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.libvirt.action.VmActionSettings;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.image.ImageSettings;
import io.hypervigil.libvirt.quota.QuotaSettings;
import io.hypervigil.libvirt.template.ConfiguredTemplate;
import java.util.List;
import java.util.Map;

/** {@code collectors.libvirt} in the configuration; its flags begin with {@code --libvirt.}. */
public record LibvirtSettings(
        @Setting(
                        help =
                                "Where libvirt is: URI, or NAME=URI where there are several, whose"
                                        + " series then have the label connection. Without any,"
                                        + " qemu:///system if it is there.")
                List<String> uri,
        @Setting(help = "How domains are asked.") TierSettings tiers,
        @Setting(help = "What is read beside statistics.") ReadingSettings reading,
        @Setting(
                        help =
                                "What of the domains' metadata becomes labels of"
                                        + " libvirt_domain_metadata_info:"
                                        + " LABEL={NAMESPACE}element/element, or that with @attribute"
                                        + " behind it.")
                List<String> metadataLabels,
        @Setting(help = "What VMs may be told to do.") VmActionSettings actions,
        @Setting(help = "Base images of the disks of new VMs.") ImageSettings images,
        @Setting(help = "What new VMs are made from, by name.")
                Map<String, ConfiguredTemplate> templates,
        @Setting(help = "How much all VMs, and those of an owner, may have.")
                QuotaSettings quotas) {

    /** Refuses what is no URI, and what is no label. */
    public LibvirtSettings {
        uri = List.copyOf(uri);
        metadataLabels = List.copyOf(metadataLabels);
        templates = Map.copyOf(templates);
        try {
            LinkTarget.parse(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("uri: " + e.getMessage(), e);
        }
        try {
            MetadataLabels.of(metadataLabels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("metadata_labels: " + e.getMessage(), e);
        }
    }

    /** Where libvirt is. */
    List<LinkTarget> targets() {
        return uri.isEmpty() ? List.of(LinkTarget.LOCAL) : LinkTarget.parse(uri);
    }

    MetadataLabels labels() {
        return MetadataLabels.of(metadataLabels);
    }
}
