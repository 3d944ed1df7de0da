package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.action.Declared.Pace;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.template.NetworkLink;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plugging network cards in and out. A card is known by its MAC address. */
final class NetworkActions {

    /** Of one card: the lowest bit of the first byte would make it a group's. */
    private static final Pattern MAC =
            Pattern.compile("[0-9a-f][02468ace](:[0-9a-f]{2}){5}", Pattern.CASE_INSENSITIVE);

    private static final Parameter NETWORK =
            Parameter.positional(
                    "network",
                    new Parameter.Type.Text(128),
                    "What it is plugged into: network:NAME of libvirt's, bridge:NAME, or user");

    private static final Parameter MAC_ADDRESS =
            Parameter.required(
                    "mac", new Parameter.Type.Text(17), "Its address, as 52:54:00:12:34:56");

    private static final Parameter MODEL =
            Parameter.optional(
                    "model",
                    new Parameter.Type.Choice(List.of("virtio", "e1000e", "e1000", "rtl8139")),
                    "What the guest sees; virtio if not said");

    private static final Parameter CARD =
            Parameter.positional("mac", new Parameter.Type.Text(17), "The address of the card");

    private static final Reading CARDS = Devices.reading(VmDetails::interfaces);

    private final Declared declared;

    NetworkActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.plans(
                        Head.rules("vm.attach-network", "Plug a network card into a VM"),
                        Pace.USUAL,
                        CARDS,
                        NetworkActions::attach,
                        NETWORK,
                        MAC_ADDRESS,
                        MODEL,
                        ScopeParameter.SCOPE),
                declared.plans(
                        Head.rules("vm.detach-network", "Plug a network card out of a VM"),
                        Pace.USUAL,
                        CARDS,
                        NetworkActions::detach,
                        CARD,
                        ScopeParameter.SCOPE));
    }

    private static Plan attach(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var mac = mac(call);
        var card =
                switch (link(call)) {
                    case NetworkLink.Virtual(var name) -> card("network", name);
                    case NetworkLink.Bridge(var name) -> card("bridge", name);
                    case NetworkLink.User() -> XmlTree.of("interface", "type", "user");
                    case NetworkLink.None() ->
                            throw Refusal.of(
                                    Kind.INVALID,
                                    "network: none is no network",
                                    "vm.detach-network takes a card away");
                };
        card.add("mac", "address", mac);
        card.add("model", "type", call.text(MODEL.name()).orElse("virtio"));
        return Devices.attach(
                vm,
                ScopeParameter.of(call),
                description ->
                        description.interfaces().stream()
                                .anyMatch(nic -> nic.macAddress().equals(Optional.of(mac))),
                card);
    }

    private static Plan detach(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var mac = mac(call);
        return Devices.detach(
                vm,
                ScopeParameter.of(call),
                "interface",
                card ->
                        card.child("mac")
                                .flatMap(element -> element.attribute("address"))
                                .filter(mac::equalsIgnoreCase)
                                .isPresent());
    }

    private static XmlTree card(String type, String source) {
        var card = XmlTree.of("interface", "type", type);
        card.add("source", type, source);
        return card;
    }

    private static NetworkLink link(ActionCall call) throws ActionFailure {
        try {
            return NetworkLink.parse(call.text(NETWORK.name()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID, String.valueOf(e.getMessage()), "network:default is usual", e);
        }
    }

    private static String mac(ActionCall call) throws ActionFailure {
        var mac = call.text(MAC_ADDRESS.name()).orElse("");
        if (!MAC.matcher(mac).matches()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "mac: an address of one card expected",
                    "52:54:00 and three bytes more are usual");
        }
        return mac.toLowerCase(Locale.ROOT);
    }
}
