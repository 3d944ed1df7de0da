package io.hypervigil.host.net;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** Which counts of the network protocols are given. */
public record NetstatSettings(
        @Setting(
                        help = "Pattern of the counts to give: finds in PROTOCOL_NAME.",
                        byDefault =
                                "^(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)"
                                        + "|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|"
                                        + "TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)|"
                                        + "Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|"
                                        + "RetransSegs|CurrEstab)|Udp6?_(InDatagrams|OutDatagrams|"
                                        + "NoPorts|RcvbufErrors|SndbufErrors))$")
                String fields) {

    /** Refuses a pattern that is none. */
    public NetstatSettings {
        NameFilter.requirePattern("fields", fields);
    }
}
