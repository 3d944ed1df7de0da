package io.hypervigil.host.nfs;

import java.util.List;

/**
 * The procedures of the protocols in the order in which the kernel counts them, by the names that
 * node_exporter gives them.
 *
 * @param keyword the line's
 * @param protocol the label's value
 * @param methods names in the order of the line; "" for what is not given
 */
record Procedures(String keyword, String protocol, List<String> methods) {

    private static final String V2 =
            "Null GetAttr SetAttr Root Lookup ReadLink Read WrCache Write Create Remove Rename Link"
                    + " SymLink MkDir RmDir ReadDir FsStat";

    private static final String V3 =
            "Null GetAttr SetAttr Lookup Access ReadLink Read Write Create MkDir SymLink MkNod Remove"
                    + " RmDir Rename Link ReadDir ReadDirPlus FsStat FsInfo PathConf Commit";

    /** What a client asks of a server of version 4. */
    private static final String V4_CLIENT =
            "Null Read Write Commit Open OpenConfirm OpenNoattr OpenDowngrade Close Setattr FsInfo"
                    + " Renew SetClientID SetClientIDConfirm Lock Lockt Locku Access Getattr Lookup"
                    + " LookupRoot Remove Rename Link Symlink Create Pathconf StatFs ReadLink ReadDir"
                    + " ServerCaps DelegReturn GetACL SetACL FsLocations ReleaseLockowner Secinfo"
                    + " FsidPresent ExchangeID CreateSession DestroySession Sequence GetLeaseTime"
                    + " ReclaimComplete GetDeviceInfo LayoutGet LayoutCommit LayoutReturn SecinfoNoName"
                    + " TestStateID FreeStateID GetDeviceList BindConnToSession DestroyClientID Seek"
                    + " Allocate DeAllocate LayoutStats Clone";

    /** What a server does for a compound of version 4; "-" for what is not given. */
    private static final String V4_SERVER =
            "- - - Access Close Commit Create DelegPurge DelegReturn GetAttr GetFH Link Lock Lockt"
                    + " Locku Lookup LookupRoot Nverify Open OpenAttr OpenConfirm OpenDgrd PutFH - -"
                    + " Read ReadDir ReadLink Remove Rename Renew RestoreFH SaveFH SecInfo SetAttr"
                    + " SetClientID SetClientIDConfirm Verify Write RelLockOwner";

    static final List<Procedures> OF_CLIENT =
            List.of(
                    new Procedures("proc2", "2", names(V2)),
                    new Procedures("proc3", "3", names(V3)),
                    new Procedures("proc4", "4", names(V4_CLIENT)));

    /** Without Null, which a server does not count as a request. */
    static final List<Procedures> OF_SERVER =
            List.of(
                    new Procedures("proc2", "2", names(V2.replace("Null", "-"))),
                    new Procedures("proc3", "3", names(V3.replace("Null", "-"))),
                    new Procedures("proc4ops", "4", names(V4_SERVER)));

    private static List<String> names(String list) {
        return List.of(list.replace("-", "").split(" ", -1));
    }
}
