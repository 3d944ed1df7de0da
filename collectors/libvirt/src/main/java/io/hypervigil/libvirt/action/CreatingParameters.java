package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.cloudinit.UserData;
import java.util.List;

/** What a new VM can be asked to be. */
final class CreatingParameters {

    private static final int MOST_DEVICES = 16;
    private static final long MOST_BYTES = 1L << 50;
    private static final int MOST_XML_CHARACTERS = 1 << 20;

    private static final Parameter.Type NAME = new Parameter.Type.Text(128);

    static final Parameter TEMPLATE =
            Parameter.optional("template", NAME, "The template that it is made by");

    static final Parameter XML =
            Parameter.optional(
                    "xml",
                    new Parameter.Type.Text(MOST_XML_CHARACTERS),
                    "Its whole description, instead of a template");

    static final Parameter VCPUS =
            Parameter.optional("vcpus", new Parameter.Type.Whole(1, 1024), "Virtual CPUs");

    static final Parameter MEMORY =
            Parameter.optional(
                    "memory", new Parameter.Type.Size(1 << 20, MOST_BYTES), "Its memory");

    static final Parameter DISK =
            Parameter.optional(
                    "disk", new Parameter.Type.Size(1 << 20, MOST_BYTES), "Its first disk");

    static final Parameter DISKS =
            Parameter.optional(
                    "disks",
                    new Parameter.Type.ListOf(
                            new Parameter.Type.Size(1 << 20, MOST_BYTES), MOST_DEVICES),
                    "Empty disks beside it");

    static final Parameter FOLDER =
            Parameter.optional(
                    "folder",
                    new Parameter.Type.Text(4096),
                    "The folder of its disks, of those configured; the first if not said");

    static final Parameter POOL =
            Parameter.optional(
                    "pool",
                    NAME,
                    "The storage pool that its disks are volumes of, instead of a folder");

    static final Parameter NETWORK =
            Parameter.optional(
                    "network", NAME, "Its network: network:NAME, bridge:NAME, user or none");

    static final Parameter MAC =
            Parameter.optional("mac", new Parameter.Type.Text(17), "The address of its card");

    static final Parameter GPUS =
            Parameter.optional(
                    "gpus",
                    new Parameter.Type.ListOf(new Parameter.Type.Text(64), MOST_DEVICES),
                    "GPUs: PCI addresses, UUIDs, or UUIDs of mediated devices");

    static final Parameter USER_DATA =
            Parameter.optional(
                    "user_data",
                    new Parameter.Type.SecretText(UserData.MAX_BYTES),
                    "What cloud-init is to do, instead of letting people in");

    static final Parameter USER =
            Parameter.optional("user", new Parameter.Type.Text(32), "The user that it has");

    static final Parameter SSH_KEYS =
            Parameter.optional(
                    "ssh_keys",
                    new Parameter.Type.ListOf(new Parameter.Type.Text(8192), 32),
                    "Keys of that user, beside those of the template");

    static final Parameter PASSWORD_HASH =
            Parameter.optional(
                    "password_hash",
                    new Parameter.Type.SecretText(256),
                    "The hash of that user's password, as mkpasswd makes one");

    static final Parameter OWNER =
            Parameter.optional(
                    "owner",
                    NAME,
                    "Whose quota it counts on; as its description says, or who asks, if not said");

    static final Parameter STOPPED =
            Parameter.optional(
                    "stopped", new Parameter.Type.Flag(), "Whether it is not started yet");

    private CreatingParameters() {}

    static List<Parameter> all() {
        return List.of(
                NewName.NAME,
                TEMPLATE,
                XML,
                VCPUS,
                MEMORY,
                DISK,
                DISKS,
                FOLDER,
                POOL,
                NETWORK,
                MAC,
                GPUS,
                USER_DATA,
                USER,
                SSH_KEYS,
                PASSWORD_HASH,
                OWNER,
                STOPPED,
                Target.CONNECTION);
    }
}
