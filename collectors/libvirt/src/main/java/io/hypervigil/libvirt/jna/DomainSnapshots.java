package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import java.util.Optional;

/** What was kept of a domain's past: snapshots, checkpoints, and the backup that runs. */
public final class DomainSnapshots {

    private DomainSnapshots() {}

    /** How many snapshots a domain has. */
    public static int count(VirtDomain domain) throws VirtException {
        return check(
                "virDomainSnapshotNum", StateFunctions.virDomainSnapshotNum(domain.pointer(), 0));
    }

    /** The name of the snapshot that the domain stands on; empty where it stands on none. */
    public static Optional<String> current(VirtDomain domain) throws VirtException {
        var snapshot = StateFunctions.virDomainSnapshotCurrent(domain.pointer(), 0);
        if (snapshot == null) {
            return absent("virDomainSnapshotCurrent", VirtErrorCode.VIR_ERR_NO_DOMAIN_SNAPSHOT);
        }
        try {
            return Optional.of(Texts.lent(StateFunctions.virDomainSnapshotGetName(snapshot)));
        } finally {
            StateFunctions.virDomainSnapshotFree(snapshot);
        }
    }

    /** How many checkpoints a domain has. */
    public static int checkpoints(VirtDomain domain) throws VirtException {
        return NewerFunction.call(
                "virDomainListAllCheckpoints",
                "5.6",
                () ->
                        Handles.of(
                                        "virDomainListAllCheckpoints",
                                        array ->
                                                CheckpointFunctions.virDomainListAllCheckpoints(
                                                        domain.pointer(), array, 0),
                                        CheckpointFunctions::virDomainCheckpointFree)
                                .size());
    }

    /** The description of the backup that runs on a domain; empty where none does. */
    public static Optional<String> backup(VirtDomain domain) throws VirtException {
        return NewerFunction.call(
                "virDomainBackupGetXMLDesc",
                "6.0",
                () -> {
                    var xml = BackupFunctions.virDomainBackupGetXMLDesc(domain.pointer(), 0);
                    return xml == null
                            ? absent(
                                    "virDomainBackupGetXMLDesc",
                                    VirtErrorCode.VIR_ERR_NO_DOMAIN_BACKUP)
                            : Optional.of(Texts.taken(xml));
                });
    }

    /** Nothing where that is what the last error says. */
    private static Optional<String> absent(String function, int code) throws VirtException {
        var error = VirtErrors.last(function);
        if (error.code() == code) {
            return Optional.empty();
        }
        throw error;
    }
}
