package io.hypervigil.kubernetes.pods;

import io.hypervigil.kubernetes.pods.PodDevices.ClaimedDevice;
import io.hypervigil.kubernetes.pods.PodDevices.ContainerDevices;
import io.hypervigil.kubernetes.pods.PodDevices.Given;
import io.hypervigil.kubernetes.pods.PodDevices.PluginDevices;
import io.hypervigil.kubernetes.protobuf.MalformedProtobufException;
import io.hypervigil.kubernetes.protobuf.ProtobufReader;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code v1.ListPodResourcesResponse}, read from its bytes. The numbers of the fields stand beside
 * their names in the methods below; fields that are not of use here are passed over.
 *
 * <p>More than 2,000 pods or 20,000 devices, and names longer than Kubernetes takes, are refused: a
 * node has some hundreds.
 */
public final class PodResources {

    private static final int MAX_PODS = 2_000;
    private static final int MAX_DEVICES = 20_000;

    /** Kubernetes takes 253 characters of a name, and as many before the slash of a resource. */
    private static final int MAX_NAME_BYTES = 512;

    private int pods;
    private int devices;

    private PodResources() {}

    /** The pods that have devices, in the order of the message. */
    public static List<PodDevices> decode(byte[] message) throws MalformedProtobufException {
        return new PodResources().response(ProtobufReader.of(message));
    }

    private List<PodDevices> response(ProtobufReader message) throws MalformedProtobufException {
        var found = new ArrayList<PodDevices>();
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* pod_resources */ -> {
                    pods = counted(pods, MAX_PODS, "pods");
                    var pod = pod(message.message());
                    if (!pod.containers().isEmpty()) {
                        found.add(pod);
                    }
                }
                default -> message.skip();
            }
        }
        return found;
    }

    private PodDevices pod(ProtobufReader message) throws MalformedProtobufException {
        var name = "";
        var namespace = "";
        var containers = new ArrayList<ContainerDevices>();
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* name */ -> name = message.string(MAX_NAME_BYTES);
                case 2 /* namespace */ -> namespace = message.string(MAX_NAME_BYTES);
                case 3 /* containers */ -> {
                    var container = container(message.message());
                    if (!container.given().isEmpty()) {
                        containers.add(container);
                    }
                }
                default -> message.skip();
            }
        }
        return new PodDevices(namespace, name, containers);
    }

    private ContainerDevices container(ProtobufReader message) throws MalformedProtobufException {
        var name = "";
        var given = new ArrayList<Given>();
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* name */ -> name = message.string(MAX_NAME_BYTES);
                case 2 /* devices */ -> given.add(plugin(message.message()));
                case 5 /* dynamic_resources */ -> claim(message.message(), given);
                default -> message.skip();
            }
        }
        return new ContainerDevices(name, given);
    }

    private PluginDevices plugin(ProtobufReader message) throws MalformedProtobufException {
        var resource = "";
        var ids = new ArrayList<String>();
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* resource_name */ -> resource = message.string(MAX_NAME_BYTES);
                case 2 /* device_ids */ -> {
                    devices = counted(devices, MAX_DEVICES, "devices");
                    ids.add(message.string(MAX_NAME_BYTES));
                }
                default -> message.skip();
            }
        }
        return new PluginDevices(resource, ids);
    }

    private void claim(ProtobufReader message, List<Given> given)
            throws MalformedProtobufException {
        while (message.nextField()) {
            switch (message.field()) {
                case 4 /* claim_resources */ -> given.add(claimed(message.message()));
                default -> message.skip();
            }
        }
    }

    private ClaimedDevice claimed(ProtobufReader message) throws MalformedProtobufException {
        devices = counted(devices, MAX_DEVICES, "devices");
        var driver = "";
        var device = "";
        var cdiNames = new ArrayList<String>();
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* cdi_devices */ -> {
                    devices = counted(devices, MAX_DEVICES, "devices");
                    cdiNames.add(cdiName(message.message()));
                }
                case 2 /* driver_name */ -> driver = message.string(MAX_NAME_BYTES);
                case 4 /* device_name */ -> device = message.string(MAX_NAME_BYTES);
                default -> message.skip();
            }
        }
        return driver.isEmpty() && !cdiNames.isEmpty()
                ? byCdi(cdiNames)
                : new ClaimedDevice(driver, device, cdiNames);
    }

    /** Older kubelets say neither driver nor device. */
    private static ClaimedDevice byCdi(List<String> cdiNames) {
        var name = cdiNames.getFirst();
        int equals = name.indexOf('=');
        return new ClaimedDevice(
                name.substring(0, Math.max(0, equals)), name.substring(equals + 1), cdiNames);
    }

    private static String cdiName(ProtobufReader message) throws MalformedProtobufException {
        var name = "";
        while (message.nextField()) {
            switch (message.field()) {
                case 1 /* name */ -> name = message.string(MAX_NAME_BYTES);
                default -> message.skip();
            }
        }
        return name;
    }

    private static int counted(int before, int max, String what) throws MalformedProtobufException {
        if (before == max) {
            throw new MalformedProtobufException("more than " + max + " " + what);
        }
        return before + 1;
    }
}
