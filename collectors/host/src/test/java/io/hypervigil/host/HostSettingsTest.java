package io.hypervigil.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.host.cpu.CpuSettings;
import io.hypervigil.host.cpu.InterruptsSettings;
import io.hypervigil.host.kernel.StatSettings;
import io.hypervigil.host.memory.VmstatSettings;
import io.hypervigil.host.net.ArpSettings;
import io.hypervigil.host.net.IpvsSettings;
import io.hypervigil.host.net.NetclassSettings;
import io.hypervigil.host.net.NetdevSettings;
import io.hypervigil.host.net.NetstatSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel's parts can be told, by the keys of the configuration file. */
final class HostSettingsTest {

    @Test
    void by_default_the_parts_do_as_node_exporter_and_leave_guests_out() {
        var settings = SettingsBinder.defaults(HostSettings.class);

        assertThat(settings.guestDevices()).isFalse();
        assertThat(settings.arp()).isEqualTo(new ArpSettings("", ""));
        assertThat(settings.cpu()).isEqualTo(new CpuSettings(true, false, "", ""));
        assertThat(settings.interrupts()).isEqualTo(new InterruptsSettings("", "", true, 8192));
        assertThat(settings.ipvs())
                .isEqualTo(
                        new IpvsSettings(
                                "local_address,local_port,remote_address,remote_port,proto,"
                                        + "local_mark"));
        assertThat(settings.netclass()).isEqualTo(new NetclassSettings("", false));
        assertThat(settings.netdev()).isEqualTo(new NetdevSettings("", "", false, false, false));
        assertThat(settings.netstat().fields())
                .isEqualTo(
                        "^(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)"
                                + "|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans"
                                + "|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)|Tcp_(ActiveOpens|InSegs"
                                + "|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)|Udp6?_"
                                + "(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))$");
        assertThat(settings.stat()).isEqualTo(new StatSettings(false));
        assertThat(settings.vmstat())
                .isEqualTo(new VmstatSettings("^(oom_kill|pgpg|pswp|pg.*fault).*"));
    }

    @Test
    void every_key_is_mapped() throws Exception {
        var settings =
                bind(
                        Map.ofEntries(
                                Map.entry("guest_devices", "true"),
                                Map.entry("arp.device_exclude", "a"),
                                Map.entry("cpu.guest", "false"),
                                Map.entry("cpu.info", "true"),
                                Map.entry("cpu.info_flags_include", "b"),
                                Map.entry("cpu.info_bugs_include", "c"),
                                Map.entry("interrupts.name_include", "d"),
                                Map.entry("interrupts.include_zeros", "false"),
                                Map.entry("interrupts.zeros_limit", "7"),
                                Map.entry("ipvs.backend_labels", "proto"),
                                Map.entry("netclass.ignored_devices", "e"),
                                Map.entry("netclass.ignore_invalid_speed", "true"),
                                Map.entry("netdev.device_include", "f"),
                                Map.entry("netdev.address_info", "true"),
                                Map.entry("netdev.enable_detailed_metrics", "true"),
                                Map.entry("netdev.label_ifalias", "true"),
                                Map.entry("netstat.fields", "g"),
                                Map.entry("stat.softirq", "true"),
                                Map.entry("vmstat.fields", "h")));

        assertThat(settings.guestDevices()).isTrue();
        assertThat(settings.arp()).isEqualTo(new ArpSettings("", "a"));
        assertThat(settings.cpu()).isEqualTo(new CpuSettings(false, true, "b", "c"));
        assertThat(settings.interrupts()).isEqualTo(new InterruptsSettings("d", "", false, 7));
        assertThat(settings.ipvs()).isEqualTo(new IpvsSettings("proto"));
        assertThat(settings.netclass()).isEqualTo(new NetclassSettings("e", true));
        assertThat(settings.netdev()).isEqualTo(new NetdevSettings("f", "", true, true, true));
        assertThat(settings.netstat()).isEqualTo(new NetstatSettings("g"));
        assertThat(settings.stat()).isEqualTo(new StatSettings(true));
        assertThat(settings.vmstat()).isEqualTo(new VmstatSettings("h"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "netstat.fields; (; netstat.fields: '(' is no RE2 pattern: missing closing )",
                "vmstat.fields; *; vmstat.fields: '*' is no RE2 pattern:"
                        + " missing argument to repetition operator",
                "ipvs.backend_labels; port; ipvs.backend_labels: 'port', some of local_address,"
                        + "local_port,remote_address,remote_port,proto,local_mark expected",
            })
    void what_cannot_be_is_refused(String key, String value, String refusal) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "arp.device_include, arp.device_exclude",
        "netdev.device_include, netdev.device_exclude",
        "interrupts.name_include, interrupts.name_exclude",
    })
    void include_and_exclude_together_are_refused(String include, String exclude) {
        assertThatThrownBy(() -> bind(Map.of(include, "a", exclude, "b")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("are given, one of them expected");
    }

    private static HostSettings bind(Map<String, String> values) throws SettingsException {
        var fields = new LinkedHashMap<String, Given>();
        var parts = new LinkedHashMap<String, Map<String, Given>>();
        values.forEach(
                (key, value) -> {
                    var scalar = new Given.Scalar(value, "test");
                    int dot = key.indexOf('.');
                    if (dot < 0) {
                        fields.put(key, scalar);
                    } else {
                        parts.computeIfAbsent(key.substring(0, dot), _ -> new LinkedHashMap<>())
                                .put(key.substring(dot + 1), scalar);
                    }
                });
        parts.forEach((key, part) -> fields.put(key, new Given.Fields(part, Map.of(), "test")));
        return new SettingsBinder(_ -> null, Path.of(""))
                .bind(HostSettings.class, new Given.Fields(fields, Map.of(), "test"));
    }
}
